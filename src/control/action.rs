//! The actions: everything that a key, the pointer or the wheel can ask for.

use deepvis_camera::CameraOrder;

use super::door::Door;
use crate::geometry::Point;
use crate::taps::plan::Unit;

/// Where to, on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards the network's input on the wall; to the channel before in a layer.
    Left,
    /// Towards the answer on the wall; to the channel after in a layer.
    Right,
    /// To the block above; a row up in a layer.
    Up,
    /// To the block below; a row down in a layer.
    Down,
}

/// One movement of the rubber over the picture, in pixels of the network's input; its ends may lie
/// outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// Where it was.
    pub from: Point,
    /// Where it is now.
    pub to: Point,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go through this door: to the wall, into the network, or into the first room behind it.
    Open(Door),
    /// Move the selection by one block or channel.
    Move(Direction),
    /// Move the selection by several: to the end of the wall's row or column, by eight channels, by
    /// four rows.
    Leap(Direction),
    /// To the same channel of the layer before.
    PreviousLayer,
    /// To the same channel of the layer after.
    NextLayer,
    /// Look closely at this unit, among the others of its layer.
    PickUnit(Unit),
    /// Look into this layer, at its strongest unit.
    PickLayer(usize),
    /// Ask about this class: which part of the picture counts for it.
    PickClass(usize),
    /// The same for the best guess.
    PickBest,
    /// The same for the second best.
    PickSecond,
    /// Ask about no class in particular, but about the best.
    AnyOther,
    /// Hold the picture and ask for the right word, or stop asking.
    Wrong,
    /// None of the network's words is the right one.
    NoneOfItsWords,
    /// In a layer with more squares than can be shown at once: those before.
    PreviousPage,
    /// Those after.
    NextPage,
    /// List all layers of the open step, or stop doing so.
    AllLayers,
    /// Ask what drives the unit at this place of its map, a column and a row.
    PickPlace(Point),
    /// Rub out what lies under this stroke.
    Rub(Stroke),
    /// Look closer: from the wall into the selected layer, from there at one unit, from there at
    /// its pixels alone.
    Closer,
    /// Step back: close what lies over the rest, then one level out, then let the spotlight wander
    /// again.
    Back,
    /// Round the three ways to look at one unit: among its layer's others, large, and what drives
    /// it alone.
    Zoom,
    /// Hold the picture, or let it go on.
    Freeze,
    /// The picture before, in a folder or the reel.
    PreviousPicture,
    /// The picture after.
    NextPicture,
    /// Shake a photo a little, or stop.
    Shake,
    /// From the camera to the files, or back.
    SwitchSource,
    /// The next camera that is connected.
    NextCamera,
    /// Mirror the camera's picture, or stop doing so.
    Mirror,
    /// Set the camera in another way.
    Camera(CameraOrder),
    /// The next network whose weights are here.
    NextNetwork,
    /// Show every channel of every block, however small, or only as many as can be seen well.
    EveryChannel,
    /// Show what each detector would like to see in its square, or where it lights up again.
    Patterns,
    /// The next brightness curve.
    Gamma,
    /// Each channel as bright as it gets, or all of a layer on one scale.
    Boost,
    /// The next set of colours.
    Colors,
    /// How strongly the unit's map, or what drives it, lies over the picture.
    Overlay,
    /// Numbers about the layer and the unit, or the strip of answers.
    Statistics,
    /// The next method of attribution: which pixels drive the unit or the class.
    NextMethod,
    /// The method before.
    PreviousMethod,
    /// How that is drawn: raw, gray, norm, blurred.
    Filter,
    /// In the open layer: activations, or the signals of the backward pass.
    Signals,
    /// Keep asking about this unit or class while looking elsewhere, or follow the selection again.
    Pin,
    /// Ask from the unit's strongest place alone, or from its whole map.
    PeakAlone,
    /// Keep this unit beside the next one, or let it go.
    Beside,
    /// Switch the selected unit off (hold it at zero), or on again.
    SwitchUnit,
    /// Switch all units of the selected layer off, or on again.
    SwitchLayer,
    /// Look at the flip at the frame with this number.
    PickFlip(u64),
    /// An action of a room, by its name in `[keys]`.
    Room(&'static str),
    /// Look for a layer, a unit or a class by name.
    Find,
    /// Go to what the search lists in this place, from 0.
    PickFound(usize),
    /// Give the selected detector a name.
    Name,
    /// Give it the name that is offered in this place, from 0.
    PickName(usize),
    /// Write the selected layer's activations and the attribution to a file.
    Export,
    /// Save a picture of the screen.
    SavePicture,
    /// Record what is shown, or stop doing so.
    Record,
    /// Forget what was seen of the visitor, and what they named.
    Forget,
    /// Show or hide what can be done; held for two seconds, what the presenter can do besides.
    Help,
    /// Show or hide the explanation.
    Explain,
    /// The next language.
    NextLanguage,
    /// Larger words, or the usual ones again.
    LargeText,
    /// Fill the screen, or stop doing so.
    FullScreen,
    /// End the program.
    Quit,
}

impl Action {
    /// True where a key that is held does it again and again: what moves, but no switch, which
    /// would flicker.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::Move(_)
                | Self::Leap(_)
                | Self::PreviousLayer
                | Self::NextLayer
                | Self::PreviousPage
                | Self::NextPage
                | Self::PreviousPicture
                | Self::NextPicture
        )
    }
}
