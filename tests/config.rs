//! Tests of `deepvis.toml` and `deepvis config` as a person meets them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// DeepVis in a folder with this `deepvis.toml`, and nobody's own settings.
fn deepvis(folder: &Path, file: &str, arguments: &[&str]) -> Command {
    fs::write(folder.join("deepvis.toml"), file).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments).current_dir(folder).env("XDG_CONFIG_HOME", "/no/such/folder");
    command
}

fn lines(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn config_says_what_counts_and_where_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = "network = \"alexnet\"\nthreads = 3\n[keys]\nfreeze = [\"Q\"]\n";
    let mut command = deepvis(folder.path(), file, &["config", "--size", "640x400"]);
    let output = command.env("DEEPVIS_THREADS", "2").output().unwrap();
    let (code, text, errors) = lines(&output);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    for line in [
        "network = \"alexnet\"  # the file deepvis.toml",
        "threads = 2  # the environment, DEEPVIS_THREADS",
        "size = \"640x400\"  # the command line",
        "device = \"auto\"  # built in",
        "freeze = [\"Q\"]  # the file deepvis.toml",
        "help = [\"h\", \"?\"]  # built in",
    ] {
        assert!(text.lines().any(|other| other == line), "{line} is missing:\n{text}");
    }
    // And it is a file that can be used.
    let again = deepvis(folder.path(), &text, &["config"]).output().unwrap();
    let values = |text: &str| -> Vec<String> {
        let values = text.lines().filter(|line| !line.starts_with('#'));
        values.map(|line| line.split("  # ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(values(&lines(&again).1), values(&text));
}

#[test]
fn a_mistake_in_the_file_is_one_line_and_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let file = "# mine\nnetwrok = \"alexnet\"\n";
    let wanted = "deepvis: unknown setting netwrok; did you mean network?: deepvis.toml:2\n";
    for arguments in [&["config"][..], &["render", "reel", "--out", "a.png"]] {
        let output = deepvis(folder.path(), file, arguments).output().unwrap();
        assert_eq!(lines(&output), (Some(2), String::new(), wanted.to_owned()));
    }
    let output = deepvis(folder.path(), "", &["config", "--config", "no.toml"]).output().unwrap();
    let (code, _, error) = lines(&output);
    let wanted =
        "deepvis: cannot read the configuration: No such file or directory (os error 2): no.toml\n";
    assert_eq!((code, error.as_str()), (Some(2), wanted));
    // Whoever asks for help gets it.
    let output = deepvis(folder.path(), file, &["--help"]).output().unwrap();
    assert_eq!(lines(&output).0, Some(0));
}

#[test]
fn keys_the_folder_and_the_gamma_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let render = |file: &str, keys: &str, out: &str, more: &[&str]| {
        let arguments =
            ["render", "reel", "--random-weights", "--size", "640x400", "--frames", "8"];
        let mut command = deepvis(folder.path(), file, &arguments);
        command.args(["--network", "squeezenet1_1", "--keys", keys, "--out", out]).args(more);
        assert!(command.status().unwrap().success());
        fs::read(folder.path().join(out)).unwrap()
    };
    let plain = render("", "i g", "plain.png", &[]);
    let other = render("[keys]\nexplain = \"Q\"", "Q g", "other.png", &[]);
    assert!(plain == other, "another key has another meaning");
    // The second gamma from the start on.
    let other = render("gamma = 1.0", "i", "gamma.png", &[]);
    assert!(plain == other, "another gamma at the start");
    fs::create_dir(folder.path().join("shots")).unwrap();
    render("folder = \"shots\"", "Left Left Left s", "saved.png", &[]);
    assert!(folder.path().join("shots/deepvis-001.png").exists());
}
