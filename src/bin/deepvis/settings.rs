//! The settings of command line, environment and `deepvis.toml`, merged into one.
//!
//! What environment and file settle becomes the default of the command line's options, so that one
//! reader reads them all.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};

use deepvis::config::{self, Config, Origin, SETTINGS, Setting};

use crate::cli::{self, Cli, Listed, in_order};

/// All settled.
pub struct Settled {
    pub cli: Cli,
    pub config: Config,
    pub rows: Vec<Row>,
}

/// A setting that the command has.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub name: &'static str,
    /// As on the command line; none where there is none.
    pub value: Option<String>,
    pub origin: Origin,
}

/// Why nothing can be done.
pub enum Refused {
    /// Wrong usage, or a question for help.
    Usage(clap::Error),
    /// A file or a variable that cannot be followed.
    Config(deepvis::Error),
}

impl From<clap::Error> for Refused {
    fn from(error: clap::Error) -> Self {
        Self::Usage(error)
    }
}

impl From<deepvis::Error> for Refused {
    fn from(error: deepvis::Error) -> Self {
        Self::Config(error)
    }
}

/// Reads the command line, the environment and the file.
pub fn read(
    words: impl Iterator<Item = OsString>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Settled, Refused> {
    let words = in_order(words.collect());
    let mut program = Cli::command();
    let matches = program.try_get_matches_from_mut(&words)?;
    let (command, asked) = chosen(&program, &matches);
    let mut config = Config::default();
    let mut listed = None;
    let named = asked.get_one::<PathBuf>("config").cloned();
    // A command that takes no settings does not fail for them.
    if SETTINGS.iter().any(|setting| option(command, setting).is_some()) {
        config = of_file_and_environment(named, &variable)?;
    } else if command.get_name() == "networks" {
        // Nor does the one that says which names there are.
        listed = Some(match of_file_and_environment(named, &variable) {
            Ok(config) => listing(&config),
            Err(error) => Listed { problem: Some(error.to_string()), ..Listed::default() },
        });
    }
    for setting in SETTINGS {
        if let Some(value) = flag(command, asked, setting) {
            config.overrule(setting.name, &value);
        }
    }
    // A new one: a command that has read a line cannot be changed any more.
    let mut program = with_defaults(Cli::command(), &config);
    let matches = program.try_get_matches_from_mut(words)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    cli.check()?;
    if let Some(cli::Command::Check(check)) = &mut cli.command {
        check.camera = config.camera.clone();
    }
    if let (Some(cli::Command::Networks(listing)), Some(listed)) = (&mut cli.command, listed) {
        listing.settled = listed;
    }
    let keyboard = Arc::new(config.keyboard.clone());
    let look = match &mut cli.command {
        None => Some(&mut cli.live.look),
        Some(cli::Command::Live(live)) => Some(&mut live.look),
        Some(cli::Command::Render(render)) => Some(&mut render.offscreen.look),
        Some(cli::Command::Bench(bench)) => Some(&mut bench.offscreen.look),
        Some(_) => None,
    };
    if let Some(look) = look {
        look.keyboard = keyboard;
        look.camera = config.camera.clone();
        look.rooms = config.rooms.clone();
    }
    let (command, asked) = chosen(&program, &matches);
    let rows =
        SETTINGS.iter().filter_map(|setting| row(command, asked, setting, &config)).collect();
    Ok(Settled { cli, config, rows })
}

/// What the file says that is named, or else found, below the environment.
fn of_file_and_environment(
    named: Option<PathBuf>,
    variable: &impl Fn(&str) -> Option<OsString>,
) -> Result<Config, deepvis::Error> {
    let named = named.or_else(|| variable(config::VARIABLE).map(PathBuf::from));
    let named = named.filter(|path| !path.as_os_str().is_empty());
    let found = || config::places(variable).into_iter().find(|path| path.is_file());
    let mut config = match named.or_else(found) {
        Some(path) => Config::read(&path)?,
        None => Config::default(),
    };
    config.overlay(variable)?;
    Ok(config)
}

/// The networks of these settings.
fn listing(config: &Config) -> Listed {
    let files = config.value("networks").and_then(|text| config::files(text).ok());
    Listed {
        chosen: config.value("network").map(str::to_owned),
        files: files.unwrap_or_default(),
        problem: None,
    }
}

/// The command that was called, and what it was called with.
fn chosen<'a>(program: &'a Command, matches: &'a ArgMatches) -> (&'a Command, &'a ArgMatches) {
    let called = matches.subcommand();
    called
        .and_then(|(name, matches)| Some((program.find_subcommand(name)?, matches)))
        .unwrap_or((program, matches))
}

/// The command's option for a setting. The source is one where it may be left out.
fn option<'a>(command: &'a Command, setting: &Setting) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| match arg.get_long() {
        Some(long) => long == setting.name,
        None => {
            setting.name == "source"
                && arg.get_id() == "source"
                && !arg.is_required_set()
                && arg.get_default_values().is_empty()
        }
    })
}

fn raw(asked: &ArgMatches, arg: &Arg) -> Option<String> {
    let mut values = asked.get_raw(arg.get_id().as_str())?;
    values.next().map(|value| value.to_string_lossy().into_owned())
}

/// What the command line itself says of a setting.
fn flag(command: &Command, asked: &ArgMatches, setting: &Setting) -> Option<String> {
    let arg = option(command, setting)?;
    let source = asked.value_source(arg.get_id().as_str());
    if source == Some(ValueSource::CommandLine) { raw(asked, arg) } else { None }
}

fn row(
    command: &Command,
    asked: &ArgMatches,
    setting: &'static Setting,
    config: &Config,
) -> Option<Row> {
    let given = config.given.iter().find(|given| given.setting.name == setting.name);
    let origin = match (flag(command, asked, setting), given) {
        (Some(_), _) => Origin::Flag,
        (None, Some(given)) => given.origin.clone(),
        (None, None) => Origin::Default,
    };
    // With its new default the source is no option any more for `option`, which is why it is looked
    // up by name.
    let arg = command
        .get_arguments()
        .find(|arg| arg.get_long().unwrap_or(arg.get_id().as_str()) == setting.name)?;
    Some(Row { name: setting.name, value: raw(asked, arg), origin })
}

/// The program and its commands with what is settled as defaults.
fn with_defaults(program: Command, config: &Config) -> Command {
    let program = config.given.iter().fold(program, |command, given| {
        let Some(id) = option(&command, given.setting).map(|arg| arg.get_id().clone()) else {
            return command;
        };
        command.mut_arg(id, |arg| arg.default_value(given.value.clone()))
    });
    program.mut_subcommands(|command| with_defaults(command, config))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use deepvis::geometry::Size;
    use deepvis::source::SourceSpec;

    use super::*;

    /// Reads this line beside a file with this text, in this environment.
    fn settle(
        file: &str,
        environment: &'static [(&str, &str)],
        line: &str,
    ) -> Result<Settled, Refused> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, file).unwrap();
        let words = line.split(' ').map(OsString::from);
        let words = words.chain(["--config".into(), path.into_os_string()]);
        read(words, |name| {
            let found = environment.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn live(settled: Result<Settled, Refused>) -> cli::Live {
        match settled {
            Ok(settled) => settled.cli.live,
            Err(Refused::Usage(error)) => panic!("{error}"),
            Err(Refused::Config(error)) => panic!("{error}"),
        }
    }

    #[test]
    fn flags_go_before_the_environment_that_before_the_file_and_that_before_the_defaults() {
        let file = "network = \"alexnet\"\nsize = \"800x500\"\nthreads = 3\nsource = \"reel\"";
        let environment = &[("DEEPVIS_SIZE", "640x400"), ("DEEPVIS_THREADS", "2")];
        let settled = live(settle(file, environment, "deepvis --threads 1"));
        let network = &settled.engine.network;
        assert_eq!((network.name.as_str(), network.threads), ("alexnet", Some(1)));
        assert_eq!(settled.size, Size::new(640, 400));
        assert_eq!(settled.source, Some(SourceSpec::Reel));
        let settled = settle(file, environment, "deepvis config --threads 1 --gamma 1");
        let Ok(settled) = settled else { panic!("it is right") };
        let origin = |name: &str| settled.rows.iter().find(|row| row.name == name).unwrap().clone();
        assert_eq!(origin("threads").origin, Origin::Flag);
        assert_eq!(origin("size").origin, Origin::Environment("DEEPVIS_SIZE"));
        assert_eq!(
            (origin("source").value, origin("source").origin),
            (Some("reel".into()), Origin::File)
        );
        assert_eq!(
            (origin("device").value, origin("device").origin),
            (Some("auto".into()), Origin::Default)
        );
        assert_eq!(origin("weights").value, None);
        assert_eq!(settled.rows.len(), SETTINGS.len());
    }

    #[test]
    fn a_switch_of_the_file_can_be_taken_back() {
        assert!(live(settle("kiosk = true", &[], "deepvis")).kiosk);
        assert!(!live(settle("kiosk = true", &[], "deepvis --kiosk=false")).kiosk);
        assert!(!live(settle("kiosk = true", &[("DEEPVIS_KIOSK", "false")], "deepvis")).kiosk);
    }

    #[test]
    fn weights_belong_to_their_network() {
        let file = "network = \"alexnet\"\nweights = \"mine.safetensors\"";
        let weights = |line| live(settle(file, &[], line)).engine.network.weights;
        assert_eq!(weights("deepvis").as_deref(), Some(Path::new("mine.safetensors")));
        assert_eq!(weights("deepvis --network vgg16"), None);
        assert_eq!(weights("deepvis --random-weights"), None);
        let made_up = live(settle("random-weights = true", &[], "deepvis --weights a"));
        assert!(!made_up.engine.network.random_weights);
    }

    #[test]
    fn every_command_takes_what_it_knows() {
        let file = "source = \"reel\"\nnetwork = \"alexnet\"\nfolder = \"f\"\n[camera]\nzoom = 9\n\
                    [keys]\nhelp = \"Q\"";
        let Ok(settled) = settle(file, &[], "deepvis render b.png --out a.png") else { panic!() };
        let Some(cli::Command::Render(render)) = settled.cli.command else { panic!() };
        assert_eq!(render.source, "b.png".parse().unwrap());
        let look = &render.offscreen.look;
        assert_eq!((look.folder.as_deref(), look.gamma), (Some(Path::new("f")), 0));
        assert_eq!(*look.keyboard, settled.config.keyboard);
        assert_eq!(look.camera.controls.zoom, Some(9));
        assert_eq!(render.offscreen.engine.network.name, "alexnet");
        let Ok(settled) = settle(file, &[], "deepvis check") else { panic!() };
        let Some(cli::Command::Check(check)) = settled.cli.command else { panic!() };
        assert_eq!(check.camera, settled.config.camera);
        assert!(settle("nonsense = 1", &[], "deepvis networks").is_ok());
        let Err(Refused::Config(error)) = settle("nonsense = 1", &[], "deepvis classify a.png")
        else {
            panic!("it takes a network")
        };
        assert!(error.to_string().ends_with("a.toml:1"), "{error}");
    }
}
