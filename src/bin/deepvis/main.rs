//! The command line of DeepVis: the only place that prints, and that knows clap.

mod cli;
mod commands;

use std::io;
use std::process::ExitCode;

use cli::{Cli, Command};

/// The person pressed Ctrl-C: 128 + SIGINT.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(message) => {
            // Help that nobody reads to its end is no failure.
            message.print().ok();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2));
        }
    };
    let command = cli.command.unwrap_or(Command::Live(cli.live));
    start_log(matches!(command, Command::Live(_)));
    let ended = match command {
        Command::Live(arguments) => commands::live::run(&arguments),
        Command::Render(arguments) => commands::render::run(&arguments),
        Command::Classify(arguments) => commands::classify::run(&arguments),
        Command::Layers(arguments) => commands::layers::run(&arguments),
        Command::Activations(arguments) => commands::activations::run(&arguments),
        Command::Networks(arguments) => commands::networks::run(&arguments),
        Command::Cameras(arguments) => commands::cameras::run(&arguments),
        Command::Bench(arguments) => commands::bench::run(&arguments),
    };
    match ended {
        Ok(commands::Ending::Done) => ExitCode::SUCCESS,
        Ok(commands::Ending::Failed) => ExitCode::FAILURE,
        Ok(commands::Ending::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            commands::complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Warnings by default, nothing beside a window; `RUST_LOG` decides where it is set.
fn start_log(beside_a_window: bool) {
    let usual = if beside_a_window { "off" } else { "warn" };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(usual)).init();
}

/// True where whoever read our output has seen enough, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
