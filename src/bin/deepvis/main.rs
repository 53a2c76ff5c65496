//! The program `deepvis`: runs the command, and turns its end into an exit code.
//!
//! The command line is the only place that prints, and that knows clap.

mod cli;
mod commands;
mod logging;
mod settings;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use cli::Command;
use settings::Refused;

/// Ctrl-C: 128 + SIGINT. A polite kill ends with the same code: it ends the same way.
const INTERRUPTED: u8 = 130;
/// As clap has it.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let mut settled = match settings::read(std::env::args_os(), |name| std::env::var_os(name)) {
        Ok(settled) => settled,
        Err(Refused::Config(error)) => {
            commands::complain(&error);
            return ExitCode::from(WRONG_USAGE);
        }
        Err(Refused::Usage(message)) => {
            // Help that nobody reads to its end is no failure.
            message.print().ok();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(WRONG_USAGE));
        }
    };
    let command = match settled.cli.command.take() {
        Some(Command::Config(_)) => {
            return end(commands::config::run(&settled));
        }
        Some(command) => command,
        None => Command::Live(settled.cli.live),
    };
    let ended = match logging::start(matches!(command, Command::Live(_)), log_file(&command)) {
        Ok(()) => run(command),
        Err(error) => Err(error.into()),
    };
    end(ended)
}

/// What the shell is told, and the person where it failed.
fn end(ended: anyhow::Result<commands::Ending>) -> ExitCode {
    match ended {
        Ok(commands::Ending::Done) => ExitCode::SUCCESS,
        Ok(commands::Ending::Failed) => ExitCode::FAILURE,
        Ok(commands::Ending::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if is_interrupted(&error) => ExitCode::from(INTERRUPTED),
        Err(error) => {
            commands::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<commands::Ending> {
    match command {
        Command::Live(arguments) => commands::live::run(&arguments),
        Command::Render(arguments) => commands::render::run(&arguments),
        Command::Classify(arguments) => commands::classify::run(&arguments),
        Command::Stability(arguments) => commands::stability::run(&arguments),
        Command::Layers(arguments) => commands::layers::run(&arguments),
        Command::Describe(arguments) => commands::describe::run(&arguments),
        Command::Activations(arguments) => commands::activations::run(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Favourites(arguments) => commands::favourites::run(&arguments),
        Command::Removal(arguments) => commands::removal::run(&arguments),
        Command::Stimulus(arguments) => commands::stimulus::run(&arguments),
        Command::Dream(arguments) => commands::dream::run(&arguments),
        Command::Invert(arguments) => commands::invert::run(&arguments),
        Command::Teach(arguments) => commands::teach::run(&arguments),
        Command::Map(arguments) => commands::map::run(&arguments),
        Command::Networks(arguments) => commands::networks::run(&arguments),
        Command::Cameras(arguments) => commands::cameras::run(&arguments),
        Command::Bench(arguments) => commands::bench::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Tour(arguments) => commands::tour_file::run(&arguments),
        // Main prints it, which knows where each setting comes from.
        Command::Config(_) => Ok(commands::Ending::Done),
        Command::Completions(arguments) => commands::completions::run(&arguments),
    }
}

/// Where whoever watches asked for a log.
fn log_file(command: &Command) -> Option<&Path> {
    match command {
        Command::Live(live) => live.log.as_deref(),
        Command::Render(render) => render.offscreen.log.as_deref(),
        Command::Bench(bench) => bench.offscreen.log.as_deref(),
        _ => None,
    }
}

/// True where the person asked for the end while a network was loaded or computed.
fn is_interrupted(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(deepvis::Error::Interrupted))
}

/// True where whoever read our output has seen enough, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
