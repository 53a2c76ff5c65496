//! The reordering of the command line, so that options may stand before their command.

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use super::Cli;

/// The command may also stand behind its options: `deepvis --device cpu classify cat.jpg` as
/// `deepvis classify --device cpu cat.jpg`. clap would take "classify" for a file there.
pub fn in_order(words: Vec<OsString>) -> Vec<OsString> {
    let program = Cli::command();
    let is_command =
        |word: &OsString| program.get_subcommands().any(|command| word == command.get_name());
    let only_options = |words: &[OsString]| {
        let read = Cli::try_parse_from(words);
        read.is_ok_and(|cli| cli.command.is_none() && cli.live.source.is_none())
    };
    let begins_with_an_option =
        words.get(1).is_some_and(|word| word.as_encoded_bytes().starts_with(b"-"));
    let last = if begins_with_an_option { words.len() } else { 0 };
    for at in (2..last).filter(|&at| is_command(&words[at])) {
        let mut ordered = words.clone();
        ordered[1..=at].rotate_right(1);
        if only_options(&words[..at]) || Cli::try_parse_from(&ordered).is_ok() {
            return ordered;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::Command;
    use super::super::tests::{parse, read};

    #[test]
    fn options_may_stand_before_the_command() {
        let cli = parse("deepvis --threads 2 --device cpu classify --top 3 a.png");
        let Some(Command::Classify(classify)) = cli.command else { panic!("{cli:?}") };
        assert_eq!((classify.network.threads, classify.top), (Some(2), 3));
        assert!(matches!(parse("deepvis --json networks").command, Some(Command::Networks(_))));
        assert!(matches!(parse("deepvis --size 9x9 live reel").command, Some(Command::Live(_))));
        // The command does not know the option, and is the one that says so.
        let error = read("deepvis --device cpu networks").unwrap_err();
        assert!(error.to_string().contains("Usage: deepvis networks"), "{error}");
        // A value, and an argument, that happen to be a command's name.
        let cli = parse("deepvis --weights render photo.jpg");
        assert_eq!(cli.live.engine.network.weights, Some("render".into()));
        let cli = parse("deepvis classify layers render");
        assert!(matches!(cli.command, Some(Command::Classify(it)) if it.images.len() == 2));
    }
}
