//! Tests of the command line as a whole: what it is without a command, and wrong usage.

use std::ffi::OsString;

use super::*;

#[test]
fn the_command_line_holds_together() {
    Cli::command().debug_assert();
}

pub(super) fn read(line: &str) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(in_order(line.split(' ').map(OsString::from).collect()))
}

pub(super) fn parse(line: &str) -> Cli {
    read(line).unwrap()
}

#[test]
fn without_a_command_it_is_live() {
    let cli = parse("deepvis reel --size 800x500");
    assert!(cli.command.is_none());
    assert_eq!((cli.live.source, cli.live.size), (Some(SourceSpec::Reel), Size::new(800, 500)));
    assert_eq!(parse("deepvis").live.engine.network.name, "efficientnet_lite0");
    assert!(matches!(parse("deepvis live camera:1").command, Some(Command::Live(_))));
    assert!(parse("deepvis --kiosk").live.kiosk && !parse("deepvis").live.kiosk);
    assert!(!parse("deepvis --kiosk=false").live.kiosk);
    assert_eq!(parse("deepvis --remember").live.remember, Some(true));
    assert_eq!(parse("deepvis --remember=false").live.remember, Some(false));
    assert_eq!(parse("deepvis --kiosk reel").live.source, Some(SourceSpec::Reel));
    let live = parse("deepvis --kiosk live camera").command;
    assert!(matches!(live, Some(Command::Live(live)) if live.kiosk));
}

#[test]
fn wrong_usage_is_exit_code_two() {
    for line in [
        "deepvis render reel",
        "deepvis render reel --out a.jpg",
        "deepvis render reel --out a.png --keys Foo",
        "deepvis render reel --out a.png --keys Click@12",
        "deepvis bench --keys Wait:3",
        "deepvis --network lenet",
        "deepvis --device gpu",
        "deepvis --threads 0",
        "deepvis --gamma 2",
        "deepvis --kiosk=perhaps",
        "deepvis --precision f16",
        "deepvis classify a.png --precision bf16",
        "deepvis stability a.png --weights a --random-weights",
        "deepvis classify",
        "deepvis camera:",
        "deepvis completions tcsh",
    ] {
        let error = read(line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{line}");
    }
}
