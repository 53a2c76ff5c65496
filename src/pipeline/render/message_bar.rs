//! The message bar: the newest notice for a while, and a stall for as long as it lasts.

use std::time::Duration;

/// How long a notice stays.
const NOTICE: Duration = Duration::from_secs(5);

/// What it says.
#[derive(Debug, Default)]
pub(super) struct MessageBar {
    /// The notice, and until when it is shown.
    notice: Option<(String, Duration)>,
    /// The stall of a thread, in words, while it lasts.
    pub(super) stall: Option<String>,
}

impl MessageBar {
    /// Takes the newest notice over, and lets an old one go.
    pub(super) fn update(&mut self, newest: Option<String>, clock: Duration) {
        if let Some(text) = newest {
            self.notice = Some((text, clock + NOTICE));
        }
        self.notice.take_if(|(_, until)| clock > *until);
    }

    /// What is to be read now; a notice goes before a stall.
    pub(super) fn text(&self) -> Option<&str> {
        let notice = self.notice.as_ref().map(|(text, _)| text);
        notice.or(self.stall.as_ref()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_goes_before_a_stall_and_after_five_seconds() {
        let at = Duration::from_secs;
        let mut bar = MessageBar { stall: Some("it hangs".into()), ..MessageBar::default() };
        bar.update(Some("saved".into()), at(1));
        assert_eq!(bar.text(), Some("saved"));
        bar.update(None, at(6));
        assert_eq!(bar.text(), Some("saved"));
        bar.update(None, at(7));
        assert_eq!(bar.text(), Some("it hangs"));
        bar.stall = None;
        assert_eq!(bar.text(), None);
    }
}
