//! The presenter's half of the page of `?`: camera, network, files, full screen, the way out.

use deepvis_camera::CameraOrder;

use super::camera_cards;
use super::gestures::{gestures, lines_fitted};
use super::help::{cap_width, draw_cap, short_keys};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::kiosk::refusal;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{Tone, ground, words};
use crate::view::icon::Icon;
use crate::view::palette::{DANGER, FAINT, LEADER, MUTED, Metrics, PANEL, TEXT};
use crate::view::{Align, Brush, Target, What, title};

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// The keys that everybody needs first, each by one thing that it does.
const FIRST_KEYS: [Action; 8] = [
    Action::Open(Door::See),
    Action::Move(Direction::Left),
    Action::Closer,
    Action::Zoom,
    Action::Freeze,
    Action::Back,
    Action::Explain,
    Action::Help,
];

/// What the presenter can do, in two columns.
const ACTIONS: [Action; 15] = [
    Action::NextCamera,
    Action::SwitchSource,
    Action::Mirror,
    Action::Camera(CameraOrder::Rotate),
    Action::Camera(CameraOrder::Zoom),
    Action::Camera(CameraOrder::Hold),
    Action::Camera(CameraOrder::PowerLine),
    Action::Camera(CameraOrder::LowLightRate),
    Action::NextNetwork,
    Action::Record,
    Action::SavePicture,
    Action::Export,
    Action::FullScreen,
    Action::Explain,
    Action::Quit,
];

/// Where both halves lie, below the title: side by side, or one above the other.
fn halves(inner: Rect, m: &Metrics) -> [Rect; 2] {
    if m.upright {
        let (above, below) = inner.split_top(inner.height * 38 / 100);
        [above, below.split_top(m.gap).1]
    } else {
        let (left, right) = inner.split_left(inner.width * 49 / 100);
        [left, right.split_left(m.gap).1]
    }
}

/// The presenter's panel.
struct Panel {
    head: Rect,
    cards: Vec<(Action, Rect)>,
    foot: Rect,
}

impl Panel {
    fn new(area: Rect, m: &Metrics) -> Self {
        let inside = area.inset_by(m.gap, m.gap / 2);
        let (head, rest) = inside.split_top(m.target);
        let foot = 2 * Style::regular(m.small, MUTED).leading();
        let (grid, foot) = rest.split_bottom(foot);
        let grid = grid.split_bottom(m.gap / 2).0;
        let (rows, gap) = (ACTIONS.len().div_ceil(2) as i32, m.gap / 2);
        let width = (grid.width - gap) / 2;
        let height = (grid.height - (rows - 1) * gap) / rows;
        let place = |n: i32| {
            let (x, y) = (n % 2 * (width + gap), n / 2 * (height + gap));
            // The last may have its row to itself.
            let alone = n % 2 == 0 && n as usize + 1 == ACTIONS.len();
            let width = if alone { grid.width } else { width };
            Rect::new(grid.x + x, grid.y + y, width, height)
        };
        let cards = ACTIONS.into_iter().zip((0..).map(place)).collect();
        Self { head, cards, foot }
    }
}

/// What can be touched in it, but for the arrow of its title.
pub(super) fn targets(inner: Rect, scene: &Scene<'_>, m: &Metrics) -> Vec<Target> {
    let offered = |&(action, _): &(Action, Rect)| !is_refused(action, scene);
    let cards = Panel::new(halves(inner, m)[1], m).cards.into_iter().filter(offered);
    cards.map(|(action, area)| Target { what: What::Button(action), area, touch: area }).collect()
}

/// True of what this kiosk does not do.
fn is_refused(action: Action, scene: &Scene<'_>) -> bool {
    scene.status.kiosk && refusal(action).is_some()
}

/// Draws both halves.
pub(super) fn draw(brush: &mut Brush<'_, '_>, inner: Rect, scene: &Scene<'_>) {
    let [visitors, presenters] = halves(inner, &brush.metrics);
    draw_first_half(brush, visitors, scene);
    let m = brush.metrics;
    let radius = m.gap;
    brush.canvas.rounded(presenters, radius, crate::canvas::color::mix(PANEL, LEADER, 150));
    brush.canvas.rounded(presenters.inset(2), radius - 2, PANEL);
    let panel = Panel::new(presenters, &m);
    draw_head(brush, panel.head, scene);
    for &(action, area) in &panel.cards {
        Card::new(action, scene).draw(brush, area, scene);
    }
    let files = say!("presenter-files");
    words(brush, panel.foot, &files, Style::regular(m.small, MUTED));
}

fn draw_head(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let style = Style::bold(m.body * 1.25, TEXT);
    let level = |style: Style| area.y + (area.height - style.cap_height()) / 2;
    let side = ((style.size * 1.1) as i32).min(area.height);
    let (icon, rest) = area.split_left(side);
    Icon::Lock.draw(brush, icon, LEADER);
    let rest = rest.split_left(m.gap / 2).1;
    let used = brush.text(
        (rest.x, level(style)),
        rest.width,
        Align::Left,
        &say!("presenter-title"),
        style,
    );
    let held = match scene.keyboard.cap(Action::Help) {
        Some(key) => say!("presenter-held", key = key),
        None => say!("presenter-held-by-finger"),
    };
    let room = rest.split_left(used + m.gap).1;
    let style = brush.face.fitted(&held, Style::bold(m.small, LEADER), room.width, SMALLEST_TYPE);
    brush.text((room.x, level(style)), room.width, Align::Right, &held, style);
}

/// How it works, in short: gestures, the keys that are needed first, what files remember.
fn draw_first_half(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let below = title::draw(brush, area, &say!("help-title"), "", scene);
    let (rest, foot) = below.split_bottom(3 * m.small_style().leading());
    let remembers = say!("presenter-remembers");
    let style = lines_fitted(brush.face, &remembers, m.small_style(), foot);
    brush.paragraph(foot, &remembers, style);
    let gestures = gestures(scene);
    let keys = (FIRST_KEYS.len() / 2) as i32;
    let heading = m.body_style().leading();
    let pitch = (rest.height - heading - m.gap) / (gestures.len() as i32 + keys);
    let pitch = pitch.min(m.target * 3 / 2);
    let row = |y: i32| Rect { y, height: (pitch - m.gap / 4).max(0), ..rest };
    let mut y = rest.y;
    let column = (m.body * 5.0) as i32;
    for gesture in &gestures {
        gesture.draw_in_row(brush, row(y), column);
        y += pitch;
    }
    y += m.gap / 2;
    brush.text(
        (rest.x, y),
        rest.width,
        Align::Left,
        &say!("presenter-keys"),
        Style::bold(m.body, TEXT),
    );
    y += heading;
    let width = (rest.width - m.gap) / 2;
    for (n, action) in (0..).zip(FIRST_KEYS) {
        let x = rest.x + n % 2 * (width + m.gap);
        let area = Rect { x, width, ..row(y + n / 2 * pitch) };
        draw_key(brush, area, action, scene);
    }
}

/// The row of the table of keys in which this action is.
fn draw_key(brush: &mut Brush<'_, '_>, area: Rect, action: Action, scene: &Scene<'_>) {
    let m = brush.metrics;
    let Some(entry) = scene.keyboard.entries().find(|entry| entry.actions().contains(&action))
    else {
        return;
    };
    let keys = short_keys(brush, entry, area.width * 2 / 5, scene);
    let width = cap_width(brush, &keys);
    draw_cap(brush, area.split_left(width).0, &keys, false);
    let rest = area.split_left(width + m.gap * 2 / 3).1;
    words(brush, rest, &entry.help(), Style::regular(m.small, MUTED));
}

/// A button that says more than one word: what it does, and how that stands.
struct Card {
    action: Action,
    icon: Icon,
    name: String,
    says: String,
    tone: Tone,
    refused: bool,
}

impl Card {
    fn new(action: Action, scene: &Scene<'_>) -> Self {
        let status = scene.status;
        let (icon, name, says) = match action {
            Action::NextCamera => {
                (Icon::Eye, say!("card-camera"), say!("card-camera-says", name = status.source))
            }
            Action::Mirror => (
                Icon::Swap,
                say!("card-mirror"),
                if status.mirrored { say!("card-on") } else { say!("card-off") },
            ),
            Action::Camera(order) => camera_cards::card(order, status),
            Action::SwitchSource => (
                Icon::Photo,
                if status.camera { say!("card-photos") } else { say!("card-to-the-camera") },
                say!("card-source-says"),
            ),
            Action::NextNetwork => {
                let name = &scene.outline.title;
                (Icon::Grid, say!("card-network"), say!("card-network-says", name = name))
            }
            Action::Record => {
                let says = match status.recording {
                    Some(runs) => {
                        let time = format!("{}:{:02}", runs.as_secs() / 60, runs.as_secs() % 60);
                        say!("card-recording-says", time = time)
                    }
                    None => say!("card-record-says"),
                };
                (Icon::Camera, say!("card-record"), says)
            }
            Action::SavePicture => (Icon::Save, say!("card-save"), say!("card-save-says")),
            Action::Export => (Icon::Export, say!("card-export"), say!("card-export-says")),
            Action::FullScreen => {
                (Icon::Corners, say!("card-full-screen"), say!("card-full-screen-says"))
            }
            Action::Explain => (Icon::Cap, say!("card-explain"), say!("card-explain-says")),
            _ => (Icon::Cross, say!("card-quit"), String::new()),
        };
        let recording = action == Action::Record && status.recording.is_some();
        let tone = match action {
            Action::Quit => Tone::Danger,
            _ if recording => Tone::On,
            _ => Tone::Plain,
        };
        let refused = is_refused(action, scene);
        // Why not is said to whoever presses its key.
        let says = if refused { say!("card-not-in-a-kiosk") } else { says };
        Self { action, icon, name, says, tone, refused }
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let m = brush.metrics;
        let pressed = brush.pressed == Some(What::Button(self.action));
        if !self.refused {
            ground(brush, area, self.tone, pressed);
        }
        let (color, name, says) = match (self.refused, self.tone) {
            (true, _) => (FAINT, FAINT, FAINT),
            (false, Tone::Danger) => (DANGER, TEXT, MUTED),
            (false, _) => (LEADER, TEXT, MUTED),
        };
        let inner = area.inset_by((m.gap).min(area.width / 10), 3);
        let side = ((m.body * 1.9) as i32).min(inner.height);
        let (icon, rest) = inner.split_left(side);
        self.icon.draw(brush, icon, color);
        let mut rest = rest.split_left(m.gap * 3 / 4).1;
        if let Some(cap) = scene.keyboard.cap(self.action).filter(|_| !self.refused) {
            let width = cap_width(brush, &cap);
            draw_cap(brush, rest.split_right(width).1, &cap, pressed);
            rest = rest.split_right(width + m.gap / 2).0;
        }
        self.write(brush, rest, (name, says));
    }

    /// The name, and below it how it stands, both in the middle of the area's rows.
    fn write(&self, brush: &mut Brush<'_, '_>, area: Rect, (name, says): (u32, u32)) {
        let m = brush.metrics;
        let face: &Typeface = brush.face;
        let bold = face.fitted(&self.name, Style::bold(m.body, name), area.width, SMALLEST_TYPE);
        let below = bold.cap_height() + m.gap * 4 / 5;
        let room = Rect { height: (area.height - below).max(0), ..area };
        let regular = lines_fitted(face, &self.says, Style::regular(m.small, says), room);
        let lines = face.wrapped(&self.says, regular, area.width).len() as i32;
        let most = ((room.height - regular.cap_height()) / regular.leading() + 1).max(1);
        // A camera's name may be of any length: where it has no room, it is left out whole.
        let is_left_out = self.action == Action::NextCamera && lines > most;
        if self.says.is_empty() || is_left_out {
            words(brush, area, &self.name, bold);
            return;
        }
        let lines = lines.clamp(1, most);
        let high = below + (lines - 1) * regular.leading() + regular.cap_height();
        let y = area.y + (area.height - high).max(0) / 2;
        brush.text((area.x, y), area.width, Align::Left, &self.name, bold);
        let place = Rect { y: y + below, height: lines * regular.leading(), ..area };
        brush.paragraph(place, &self.says, regular);
    }
}
