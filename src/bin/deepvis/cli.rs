//! The commands and options of the command line, as clap reads them.

mod bench;
mod classify;
mod dream;
mod explain;
mod favourites;
mod invert;
mod network;
mod order;
mod removal;
mod stability;
mod stimulus;
mod teach;
mod values;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use deepvis::config;
use deepvis::control::keyboard::Keyboard;
use deepvis::dashboard::session::FirstView;
use deepvis::exhibit::RoomSettings;
use deepvis::geometry::Size;
use deepvis::source::{CameraWishes, SourceSpec};
use deepvis::words::Language;

pub use bench::Bench;
pub use classify::Classify;
pub use dream::{Dream, OutKind};
pub use explain::{Explain, Format};
pub use favourites::Favourites;
pub use invert::Invert;
pub use network::{Engine, Network, Said};
pub use order::in_order;
pub use removal::Removal;
pub use stability::Stability;
pub use stimulus::Stimulus;
pub use teach::{By, Map, Teach};
use values::{Steps, networks, png, steps};

const EXAMPLES: &str = "\
Examples:
  deepvis                          the first camera that works; until then the demo reel
  deepvis photo.jpg                a photo
  deepvis photos/                  the pictures of a folder; Page Up and Page Down step through them
  deepvis clip.mp4                 a clip, through an installed ffmpeg; y4m, GIF, moving WebP and PNG without it
  deepvis rtsp://door/1            a network camera, through ffmpeg as well
  deepvis camera:1                 a certain camera; `deepvis cameras` lists them
  deepvis --network alexnet        another network; `deepvis networks` lists them
  deepvis --network mine.onnx      a network of your own; `deepvis describe mine.onnx` says what it is taken for
  deepvis render reel --out a.png  the same dashboard as a picture, without a window
  deepvis classify cat.jpg         only the answer
  deepvis explain cat.jpg --method grad-cam --out why.png    which pixels that answer comes from

In the window, h shows the keys and q quits. Nothing leaves this computer.";

/// Point a webcam at the world and watch a neural network think.
#[derive(Debug, Parser)]
#[command(name = "deepvis", version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub live: Live,
    /// The file with the settings [default: deepvis.toml here, or else that of the person's
    /// configuration, or else that of DeepVis' package]
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
}

impl Cli {
    /// What clap cannot tell of what was read: options that do not go together.
    pub fn check(&self) -> Result<(), clap::Error> {
        let (name, checked) = match &self.command {
            Some(Command::Explain(explain)) => ("explain", explain.check()),
            Some(Command::Stimulus(stimulus)) => ("stimulus", stimulus.check()),
            Some(Command::Dream(dream)) => ("dream", dream.check()),
            Some(Command::Stability(stability)) => ("stability", stability.check()),
            _ => return Ok(()),
        };
        checked.map_err(|(kind, problem)| {
            // With the usage of that command, not of all.
            let mut program = Self::command();
            program.build();
            let mut command = program.find_subcommand(name).cloned().unwrap_or(program);
            command.error(kind, problem)
        })
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the window (what `deepvis` does without a command)
    Live(Live),
    /// Draw the same dashboard without a window, and save it as a PNG
    Render(Render),
    /// Say what pictures show
    Classify(Classify),
    /// List a network's nodes
    Layers(Layers),
    /// Say what an ONNX file holds, as the NAME.toml beside it that may be edited
    Describe(Describe),
    /// Save every node's output for pictures
    Activations(Activations),
    /// Show which pixels drive a class or a unit
    Explain(Explain),
    /// Find the pictures that excite each detector most, and keep them in a library
    Favourites(Favourites),
    /// Take detectors away, one after the other, until the answer is another
    Removal(Removal),
    /// Measure how much known changes of pictures change the answer
    Stability(Stability),
    /// Make the picture that a class or a detector would like to see
    Stimulus(Stimulus),
    /// Dream: amplify in pictures or a clip what a layer, a detector or a class finds there
    Dream(Dream),
    /// Make a picture anew from one layer's values alone
    Invert(Invert),
    /// Teach it classes of your own, from a few pictures of each
    Teach(Teach),
    /// Draw a map of a folder's pictures, on which alike ones stand together
    Map(Map),
    /// List the networks
    Networks(Listing),
    /// List the cameras
    Cameras(Cameras),
    /// Measure how fast it is
    Bench(Bench),
    /// Look whether everything is ready: weights, device, speed, display, cameras, disk
    Check(Check),
    /// Look whether a tour of your own can be followed
    Tour(TourFile),
    /// Print the settings that count, as a deepvis.toml, and where each comes from
    Config(Live),
    /// Write the completions for a shell
    Completions(Completions),
}

#[derive(Debug, Args)]
pub struct Live {
    /// camera, camera:NUMBER, camera:NAME, reel, a picture, a clip, a folder or a network address
    /// [default: the first camera that works, the reel until then]
    #[arg(value_hint = ValueHint::AnyPath)]
    pub source: Option<SourceSpec>,
    #[command(flatten)]
    pub engine: Engine,
    /// Size of the window
    #[arg(long, value_name = "WxH", default_value = "1280x800", value_parser = config::size)]
    pub size: Size,
    /// Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log: Option<PathBuf>,
    /// For strangers: the full screen, no way out but q held for two seconds, and the first view
    /// again after a minute
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub kiosk: bool,
    /// Keep a visitor's pictures and names until DeepVis ends, in memory; without it as long as
    /// their visit, at most five minutes [default: false in a kiosk, true elsewhere]
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub remember: Option<bool>,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub struct Render {
    /// camera, camera:NUMBER, camera:NAME, reel, a picture, a clip, a folder or a network address
    #[arg(value_hint = ValueHint::AnyPath)]
    pub source: SourceSpec,
    /// The PNG to write
    #[arg(long, value_name = "FILE.png", value_parser = png, value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// How many frames to show; the last is saved [default: 1 for a picture, otherwise 60; as many
    /// more as --keys needs]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub frames: Option<u64>,
    /// What to do with keyboard and pointer, one entry a frame from the second on, with blanks
    /// between, or a file of entries: keys, as characters or names, such as "Right Right Enter h";
    /// Click@X,Y, Press@X,Y, Drag@X,Y, Lift@X,Y; Hold:KEY:FRAMES; Wait:FRAMES; Touch:NAME, which
    /// clicks in the middle of the target of that name, as --json lists them; Keep:FRAMES:NAME,
    /// which keeps a finger there. A name with blanks stands in double or single quotes:
    /// Touch:"step 3"
    #[arg(long, value_name = "ENTRIES", default_value = "", value_parser = steps, hide_default_value = true)]
    pub keys: Steps,
    #[command(flatten)]
    pub offscreen: Offscreen,
}

/// A dashboard without a window.
#[derive(Debug, Args)]
pub struct Offscreen {
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,
    /// Size of the picture
    #[arg(long, value_name = "WxH", default_value = "1280x800", value_parser = config::size)]
    pub size: Size,
    /// Write down what happens, in a file: it is put aside at 5 MB, and two old ones are kept
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log: Option<PathBuf>,
    #[command(flatten)]
    pub engine: Engine,
    #[command(flatten)]
    pub look: Look,
}

/// How it is shown at first, what the keys do, and where they save.
#[derive(Debug, Args)]
pub struct Look {
    /// Begin with every channel on the wall, however small, as the key y shows them
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub every_channel: bool,
    /// How bright faint values are at the start: 0.6, 1, 0.45 or 0.3
    #[arg(long, default_value = "0.6", value_parser = config::gamma)]
    pub gamma: usize,
    /// What the screen speaks: en, de, es or fr [default: in the window what the system speaks,
    /// otherwise English]
    #[arg(long, value_name = "CODE", value_parser = config::language)]
    pub language: Option<Language>,
    /// Larger words, for who sees them from afar
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub large_text: bool,
    /// Where saved pictures and recordings go [default: the folder that DeepVis was started in]
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// The library of what detectors like, a folder that `favourites` and `stimulus` fill
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub library: Option<PathBuf>,
    /// A taught head that answers in the room "Teach it"; `deepvis teach`, or x in that room,
    /// writes one
    #[arg(long, value_name = "HEAD.safetensors", value_hint = ValueHint::FilePath)]
    pub head: Option<PathBuf>,
    /// The tour of visitors, instead of the built-in one; `deepvis tour --check` looks whether it
    /// is all right
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub tour: Option<PathBuf>,
    /// Only the file changes it.
    #[arg(skip = Arc::new(deepvis::exhibit::keyboard()))]
    pub keyboard: Arc<Keyboard>,
    /// Only the file has it.
    #[arg(skip)]
    pub camera: CameraWishes,
    /// Likewise.
    #[arg(skip)]
    pub rooms: RoomSettings,
}

impl Look {
    /// How the screen is at first.
    pub fn first_view(&self) -> FirstView {
        let Self { every_channel, gamma, large_text, .. } = *self;
        FirstView { every_channel, gamma, large_text, language: self.language.unwrap_or_default() }
    }
}

#[derive(Debug, Args)]
pub struct Layers {
    /// The network: a name, `deepvis networks` lists them, or an ONNX file
    #[arg(value_name = "NAME|FILE.onnx", value_parser = networks(), hide_possible_values = true)]
    pub network: String,
    #[command(flatten)]
    pub said: Said,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Describe {
    /// The ONNX file
    #[arg(value_name = "FILE.onnx", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// A file with the names of its classes, one a line
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub labels: Option<PathBuf>,
    #[command(flatten)]
    pub said: Said,
}

#[derive(Debug, Args)]
pub struct Activations {
    /// The pictures, or folders of them
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub images: Vec<PathBuf>,
    /// The safetensors file to write: f32, [C, H, W] or [C], named as in `deepvis layers`, and
    /// "logits"; of several pictures or a folder, the folder for one such file each
    #[arg(long, value_name = "FILE.safetensors|FOLDER", value_hint = ValueHint::AnyPath)]
    pub out: PathBuf,
    #[command(flatten)]
    pub network: Network,
}

/// What environment and file say of networks.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The one that runs where none is asked for; none for the built-in choice.
    pub chosen: Option<String>,
    /// Those that can be stepped to as well.
    pub files: Vec<PathBuf>,
    /// Why they are not known.
    pub problem: Option<String>,
}

#[derive(Debug, Args)]
pub struct Listing {
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    /// Only environment and file have them.
    #[arg(skip)]
    pub settled: Listed,
}

#[derive(Debug, Args)]
pub struct Cameras {
    /// List what can be set on each camera, and how it is set
    #[arg(long)]
    pub controls: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub engine: Engine,
    /// Only the file has it.
    #[arg(skip)]
    pub camera: CameraWishes,
}

#[derive(Debug, Args)]
pub struct TourFile {
    /// The file of the tour
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub check: PathBuf,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

#[cfg(test)]
mod tests;
