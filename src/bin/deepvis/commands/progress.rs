//! The progress of a run without a window, on standard error.
//!
//! It is a bar on a terminal, otherwise a line every ten frames.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::screen::{Event, Screen, Touchable};

/// Fewer frames are not worth a word.
const WORTH: u64 = 30;
/// A line every so many frames.
const STEP: u64 = 10;

/// A screen that tells how many pictures it has been given.
pub struct Progress<S> {
    screen: S,
    /// What runs, for the lines: "render".
    what: &'static str,
    shown: u64,
    all: u64,
    /// None where nothing is told.
    told: Option<Told>,
}

enum Told {
    Bar(ProgressBar),
    Lines,
}

impl<S> Progress<S> {
    /// Tells of `all` frames that come as slowly as a camera sends them, if those are many.
    pub fn new(screen: S, what: &'static str, all: u64, live: bool) -> Self {
        let told = if !live || all < WORTH {
            None
        } else if std::io::stderr().is_terminal() {
            let style = ProgressStyle::with_template("{msg} {bar:40} {pos} of {len} frames")
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            Some(Told::Bar(ProgressBar::new(all).with_message(what).with_style(style)))
        } else {
            Some(Told::Lines)
        };
        Self { screen, what, shown: 0, all, told }
    }

    /// The screen itself, at the end.
    pub fn into_screen(self) -> S {
        if let Some(Told::Bar(bar)) = &self.told {
            bar.finish_and_clear();
        }
        self.screen
    }

    fn note(&mut self) {
        self.shown += 1;
        match &self.told {
            Some(Told::Bar(bar)) => bar.set_position(self.shown),
            Some(Told::Lines) => {
                if let Some(line) = line(self.what, self.shown, self.all) {
                    eprintln!("{line}");
                }
            }
            None => {}
        }
    }
}

fn line(what: &str, shown: u64, all: u64) -> Option<String> {
    shown.is_multiple_of(STEP).then(|| format!("{what}: {shown} of {all} frames"))
}

impl<S: Screen> Screen for Progress<S> {
    fn poll(&mut self) -> Vec<Event> {
        self.screen.poll()
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn wants_targets(&self) -> bool {
        self.screen.wants_targets()
    }

    fn offer(&mut self, targets: Vec<Touchable>) {
        self.screen.offer(targets);
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)?;
        self.note();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use deepvis::screen::offscreen::Offscreen;
    use deepvis::screen::script::Step;

    use super::*;

    #[test]
    fn every_tenth_frame_has_its_line() {
        assert_eq!(line("render", 50, 300).as_deref(), Some("render: 50 of 300 frames"));
        assert_eq!(line("render", 51, 300), None);
    }

    #[test]
    fn only_many_frames_of_a_camera_are_told_of() {
        let told = |all, live| {
            let size = Size::new(4, 4);
            Progress::new(Offscreen::new(size), "render", all, live).told.is_some()
        };
        assert!(told(300, true));
        assert!(!told(300, false), "files are through in a moment");
        assert!(!told(29, true));
    }

    #[test]
    fn what_can_be_touched_goes_through_to_a_screen_that_wants_it() {
        let size = Size::new(2, 1);
        let screen = Offscreen::with_script(size, [Step::Touch("here".into())]);
        let mut screen = Progress::new(screen, "render", 1, true);
        assert!(screen.wants_targets());
        screen.offer(vec![Touchable { name: "here".into(), area: size.rect() }]);
        assert_eq!(screen.into_screen().targets().len(), 1);
        assert!(!Progress::new(Offscreen::new(size), "bench", 1, true).wants_targets());
    }

    #[test]
    fn pictures_go_through_to_the_screen() {
        let size = Size::new(2, 1);
        let mut screen = Progress::new(Offscreen::new(size), "render", 1, true);
        screen.present(&[1, 2], size).unwrap();
        assert_eq!((screen.shown, screen.size()), (1, size));
        assert_eq!(screen.into_screen().picture().0, [1, 2]);
    }
}
