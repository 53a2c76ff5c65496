//! Hands that follow a script: what they do, one entry after the other, as events poll by poll.

use std::collections::VecDeque;

use super::{Event, KeyPress, Touchable};
use crate::geometry::Point;
use crate::nearest::by_likeness;

/// Of what can be touched, so many names are listed where the one that is wanted is not there.
const LISTED: usize = 8;

/// One thing that a person does with the keyboard or the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Taps a key.
    Key(KeyPress),
    /// Clicks with the left button.
    Click(Point),
    /// Presses the left button, and keeps it down.
    Press(Point),
    /// Moves the pointer there, the button being down.
    Drag(Point),
    /// Lets the left button go.
    Lift(Point),
    /// Holds a key down for so many frames.
    Hold(KeyPress, u32),
    /// Does nothing for so many frames.
    Wait(u32),
    /// Clicks in the middle of the target of this name.
    Touch(String),
    /// Presses in the middle of the target of this name, and lifts after so many frames.
    Keep(String, u32),
}

impl Step {
    /// How many polls it takes.
    pub fn frames(&self) -> u32 {
        match self {
            Self::Hold(_, frames) | Self::Wait(frames) | Self::Keep(_, frames) => (*frames).max(1),
            _ => 1,
        }
    }

    /// True where what it does depends on what is shown at that place or under that name.
    fn points(&self) -> bool {
        match self {
            Self::Click(_)
            | Self::Press(_)
            | Self::Drag(_)
            | Self::Lift(_)
            | Self::Touch(_)
            | Self::Keep(..) => true,
            Self::Key(_) | Self::Hold(..) | Self::Wait(_) => false,
        }
    }
}

/// Steps that are taken one after the other.
#[derive(Debug, Clone, Default)]
pub struct Script {
    steps: VecDeque<Step>,
    /// How many of them have begun.
    begun: usize,
    /// How many more polls the last one takes.
    left: u32,
    /// The key that it holds down.
    held: Option<KeyPress>,
    /// Where it keeps the finger down.
    kept: Option<Point>,
    /// True where one of all its steps points at something.
    points: bool,
}

impl Script {
    /// Takes these steps.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps: VecDeque<Step> = steps.into_iter().collect();
        Self { points: steps.iter().any(Step::points), steps, ..Self::default() }
    }

    /// How many polls it takes from now on. A key or a finger that is held at the end is let go at
    /// the one after these.
    pub fn frames(&self) -> u64 {
        let steps: u64 = self.steps.iter().map(|step| u64::from(step.frames())).sum();
        u64::from(self.left) + steps
    }

    /// True where any of its steps needs to know what is shown.
    pub fn points(&self) -> bool {
        self.points
    }

    /// What happens at the next poll, where this can be touched; nothing once it is over.
    ///
    /// # Errors
    /// In words, where the target that is to be touched is not there.
    pub fn poll(&mut self, targets: &[Touchable]) -> Result<Vec<Event>, String> {
        if self.left > 0 {
            self.left -= 1;
            return Ok(self.held.map(Event::Repeat).into_iter().collect());
        }
        let released = self.held.take().map(|press| Event::Release(press.key));
        let lifted = self.kept.take().map(Event::Lift);
        let mut events: Vec<Event> = released.into_iter().chain(lifted).collect();
        let Some(step) = self.steps.pop_front() else { return Ok(events) };
        self.begun += 1;
        self.left = step.frames() - 1;
        match step {
            // Let go at once: a key that stays down would be held together with those after it.
            Step::Key(press) => events.extend([Event::Press(press), Event::Release(press.key)]),
            Step::Hold(press, _) => {
                self.held = Some(press);
                events.push(Event::Press(press));
            }
            Step::Wait(_) => {}
            Step::Click(at) => events.extend(click(at)),
            Step::Press(at) => events.push(Event::Click(at)),
            Step::Drag(at) => events.push(Event::Drag(at)),
            Step::Lift(at) => events.push(Event::Lift(at)),
            Step::Touch(name) => events.extend(click(self.middle("Touch", &name, targets)?)),
            Step::Keep(name, _) => {
                let at = self.middle("Keep", &name, targets)?;
                self.kept = Some(at);
                events.extend([Event::Hover(at), Event::Click(at)]);
            }
        }
        Ok(events)
    }

    /// The middle of the target of this name.
    fn middle(&self, entry: &str, name: &str, targets: &[Touchable]) -> Result<Point, String> {
        let found = targets.iter().find(|target| target.name == name);
        let missing = || missing(self.begun, entry, name, targets);
        found.map(|target| target.area.middle()).ok_or_else(missing)
    }
}

/// Nobody clicks where the pointer is not.
fn click(at: Point) -> [Event; 3] {
    [Event::Hover(at), Event::Click(at), Event::Lift(at)]
}

/// Says that there is no such target, and which there are: the ones that are perhaps meant first.
fn missing(number: usize, entry: &str, name: &str, targets: &[Touchable]) -> String {
    let names = by_likeness(name, targets.iter().map(|target| &*target.name));
    let listed: Vec<String> = names.iter().take(LISTED).map(|name| quoted(name)).collect();
    let there = match names.len().saturating_sub(LISTED) {
        _ if names.is_empty() => "nothing can be touched".to_owned(),
        0 => format!("there are {}", listed.join(", ")),
        more => format!("there are {} and {more} more", listed.join(", ")),
    };
    format!(
        "entry {number}, {entry}:{}: there is nothing of that name on the screen then; {there}",
        quoted(name)
    )
}

/// A name as it is written in a script.
fn quoted(name: &str) -> String {
    if name.contains('"') { format!("'{name}'") } else { format!("\"{name}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::screen::Key;

    const Q: KeyPress = KeyPress { key: Key::Char('q'), shift: false };
    const AT: Point = Point::new(3, 4);

    fn target(name: &str, area: Rect) -> Touchable {
        Touchable { name: name.to_owned(), area }
    }

    /// What happens at each poll until it is over, and at one more.
    fn polls(steps: &[Step], targets: &[Touchable]) -> Vec<Vec<Event>> {
        let mut script = Script::new(steps.iter().cloned());
        let frames = script.frames();
        let polls = (0..=frames).map(|done| {
            assert_eq!(script.frames(), frames - done);
            script.poll(targets).unwrap()
        });
        polls.collect()
    }

    #[test]
    fn each_step_takes_its_poll_and_the_rest_is_silence() {
        let steps = [Step::Key(Q), Step::Wait(2), Step::Press(AT), Step::Drag(AT), Step::Lift(AT)];
        let wanted = [
            vec![Event::Press(Q), Event::Release(Q.key)],
            vec![],
            vec![],
            vec![Event::Click(AT)],
            vec![Event::Drag(AT)],
            vec![Event::Lift(AT)],
            vec![],
        ];
        assert_eq!(polls(&steps, &[]), wanted);
        assert_eq!(polls(&[], &[]), [vec![]]);
        let clicked = vec![Event::Hover(AT), Event::Click(AT), Event::Lift(AT)];
        assert_eq!(polls(&[Step::Click(AT)], &[]), [clicked, vec![]]);
    }

    #[test]
    fn a_key_is_held_for_its_frames_and_let_go_together_with_what_comes_then() {
        let (press, again, release) = (Event::Press(Q), Event::Repeat(Q), Event::Release(Q.key));
        let steps = [Step::Hold(Q, 3), Step::Click(AT), Step::Hold(Q, 1), Step::Hold(Q, 1)];
        let wanted = [
            vec![press],
            vec![again],
            vec![again],
            vec![release, Event::Hover(AT), Event::Click(AT), Event::Lift(AT)],
            vec![press],
            vec![release, press],
            vec![release],
        ];
        assert_eq!(polls(&steps, &[]), wanted);
        let wanted = [vec![press], vec![release], vec![], vec![]];
        assert_eq!(polls(&[Step::Hold(Q, 1), Step::Wait(2)], &[]), wanted);
    }

    #[test]
    fn a_finger_is_kept_on_a_target_for_its_frames_and_lifted_with_what_comes_then() {
        let area = Rect::new(0, 0, 6, 8);
        let at = area.middle();
        let press = vec![Event::Hover(at), Event::Click(at)];
        let wanted =
            [press, vec![], vec![], vec![Event::Lift(at), Event::Press(Q), Event::Release(Q.key)]];
        let steps = [Step::Keep("a".into(), 3), Step::Key(Q)];
        assert_eq!(polls(&steps, &[target("a", area)])[..4], wanted);
        let last = polls(&steps[..1], &[target("a", area)]).pop();
        assert_eq!(last, Some(vec![Event::Lift(at)]), "also at the end");
        let missed = Script::new([Step::Keep("b".into(), 3)]).poll(&[]).unwrap_err();
        assert!(missed.starts_with("entry 1, Keep:\"b\": there is nothing"), "{missed}");
    }

    #[test]
    fn a_touch_is_a_click_in_the_middle_of_what_is_there_at_that_poll() {
        let mut script = Script::new(["step 3", "step 3"].map(|name| Step::Touch(name.into())));
        for (area, x, y) in [(Rect::new(10, 20, 8, 4), 14, 22), (Rect::new(0, 0, 1, 1), 0, 0)] {
            let targets = [target("step 30", Rect::new(9, 9, 9, 9)), target("step 3", area)];
            let at = Point::new(x, y);
            assert!(area.contains(at));
            let clicked = [Event::Hover(at), Event::Click(at), Event::Lift(at)];
            assert_eq!(script.poll(&targets).unwrap(), clicked);
        }
    }

    #[test]
    fn a_touch_of_what_is_not_there_names_what_is() {
        let missed = |name: &str, known: &[&str]| {
            let area = Rect::new(0, 0, 1, 1);
            let targets: Vec<Touchable> = known.iter().map(|name| target(name, area)).collect();
            Script::new([Step::Wait(1), Step::Touch(name.into())]).poll_twice(&targets).unwrap_err()
        };
        assert_eq!(
            missed("step 3", &[]),
            "entry 2, Touch:\"step 3\": there is nothing of that name on the screen then; nothing \
             can be touched"
        );
        let few = missed("stpe 2", &["square 1 1", "step 1", "step 2"]);
        assert!(few.ends_with("there are \"step 2\", \"step 1\", \"square 1 1\""), "{few}");
        let names: Vec<String> = (0..20).map(|n| format!("square 4 {n}")).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.push("button \"x\"");
        let many = missed("button x", &names);
        assert!(many.contains("there are 'button \"x\"', \"square 4 "), "{many}");
        assert!(many.ends_with(" and 13 more"), "{many}");
    }

    impl Script {
        fn poll_twice(mut self, targets: &[Touchable]) -> Result<Vec<Event>, String> {
            self.poll(targets)?;
            self.poll(targets)
        }
    }

    #[test]
    fn what_points_needs_to_know_what_is_shown() {
        let points = |steps: &[Step]| Script::new(steps.iter().cloned()).points();
        assert!(!points(&[Step::Key(Q), Step::Hold(Q, 3), Step::Wait(3)]));
        for step in [Step::Click(AT), Step::Press(AT), Step::Drag(AT), Step::Lift(AT)] {
            assert!(points(&[Step::Wait(1), step]));
        }
        let mut script = Script::new([Step::Touch("a".into())]);
        script.poll(&[target("a", Rect::new(0, 0, 1, 1))]).unwrap();
        assert!(script.points(), "one run has one pace");
    }
}
