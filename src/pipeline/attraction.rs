//! A kiosk's camera as a source that shows the reel while nobody is there.
//!
//! Every picture of the camera is still looked at, at its pace; as soon as something moves before
//! it, its pictures are back.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::supply::{Open, OpenCamera, Opened};
use crate::dynamics::stillness::Stillness;
use crate::error::Result;
use crate::frame::Picture;
use crate::source::{CameraChoice, FRAMES_PER_SECOND, Shot, Source};

/// A camera, and what attracts while nobody is before it.
pub struct Attraction {
    camera: Box<dyn Source>,
    files: Open,
    /// What is shown instead, while it is.
    shown: Option<Shown>,
    /// The camera's picture that was not shown, to fill again.
    unseen: Picture,
}

/// The reel while it stands in for the camera.
struct Shown {
    reel: Box<dyn Source>,
    stillness: Stillness,
    /// When its next picture is due, by the camera's clock.
    due: Duration,
    /// True until its first picture was handed over.
    first: bool,
}

impl Attraction {
    /// This camera, with the files to attract with.
    pub fn new(camera: Box<dyn Source>, files: Open) -> Self {
        Self { camera, files, shown: None, unseen: Picture::default() }
    }

    /// Opens a camera that does this, where `camera` opens one that does not.
    pub fn opener(camera: OpenCamera, files: Open) -> OpenCamera {
        Arc::new(move |choice| -> Opened {
            Ok(Box::new(Self::new(camera(choice)?, Arc::clone(&files))))
        })
    }
}

impl Source for Attraction {
    fn next(&mut self, spare: Picture) -> Result<Shot> {
        let Some(shown) = &mut self.shown else { return self.camera.next(spare) };
        loop {
            let mut seen = self.camera.next(mem::take(&mut self.unseen))?;
            if shown.stillness.see(&seen.picture, seen.at) {
                self.shown = None;
                seen.new_scene = true;
                return Ok(seen);
            }
            self.unseen = seen.picture;
            // A faster camera's pictures in between are only looked at.
            if seen.at < shown.due {
                continue;
            }
            shown.due = shown.due.max(seen.at) + Duration::from_secs(1) / FRAMES_PER_SECOND;
            let shot = shown.reel.next(spare)?;
            let new_scene = mem::take(&mut shown.first) || shot.new_scene;
            // On the camera's clock, so that time goes on evenly.
            return Ok(Shot { at: seen.at, captured: Instant::now(), new_scene, ..shot });
        }
    }

    /// Also while the reel is shown: its pictures come when the camera's do.
    fn is_live(&self) -> bool {
        self.camera.is_live()
    }

    fn is_still(&self) -> bool {
        self.shown.is_none() && self.camera.is_still()
    }

    fn faces_the_viewer(&self) -> bool {
        self.shown.is_none() && self.camera.faces_the_viewer()
    }

    fn restart(&mut self) -> bool {
        self.camera.restart()
    }

    fn camera(&self) -> Option<CameraChoice> {
        self.camera.camera()
    }

    fn describe(&self) -> String {
        match &self.shown {
            Some(shown) => format!("{} until somebody comes", shown.reel.describe()),
            None => self.camera.describe(),
        }
    }

    fn step(&mut self, pictures: i64) -> bool {
        match &mut self.shown {
            Some(shown) => shown.reel.step(pictures),
            None => self.camera.step(pictures),
        }
    }

    fn notices(&mut self) -> Vec<String> {
        self.camera.notices()
    }

    fn attract(&mut self, on: bool) -> Result<()> {
        if !on {
            self.shown = None;
        } else if self.shown.is_none() {
            let (reel, stillness) = ((self.files)()?, Stillness::default());
            self.shown = Some(Shown { reel, stillness, due: Duration::ZERO, first: true });
        }
        Ok(())
    }

    fn is_attraction(&self) -> bool {
        self.shown.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const SIZE: Size = Size::new(64, 48);

    /// Grey pictures, so many a second; from `moves_at` on something white is in them.
    #[derive(Clone)]
    struct Made {
        name: &'static str,
        rate: u32,
        moves_at: u32,
        shots: u32,
    }

    impl Source for Made {
        fn next(&mut self, _spare: Picture) -> Result<Shot> {
            let number = self.shots;
            self.shots += 1;
            let mut rgb = vec![90; SIZE.area() * 3];
            if number >= self.moves_at {
                rgb[..SIZE.area()].fill(250);
            }
            Ok(Shot {
                picture: Picture::new(SIZE, rgb),
                new_scene: number == 0,
                at: Duration::from_secs(1) * number / self.rate,
                captured: Instant::now(),
                name: self.name.into(),
                repeat: false,
            })
        }

        fn is_live(&self) -> bool {
            self.name == "camera"
        }

        fn describe(&self) -> String {
            self.name.to_owned()
        }

        fn step(&mut self, _pictures: i64) -> bool {
            false
        }
    }

    fn attraction(rate: u32, moves_at: u32) -> Attraction {
        let camera = Made { name: "camera", rate, moves_at, shots: 0 };
        let reel = Made { name: "reel", rate: 30, moves_at: u32::MAX, shots: 0 };
        Attraction::new(Box::new(camera), Arc::new(move || Ok(Box::new(reel.clone()))))
    }

    /// The names of so many pictures, and where scenes begin.
    fn names(source: &mut Attraction, count: usize) -> Vec<(String, bool)> {
        let mut next = || source.next(Picture::default()).map(|shot| (shot.name, shot.new_scene));
        (0..count).map(|_| next().unwrap()).map(|(name, new)| (name.to_string(), new)).collect()
    }

    #[test]
    fn the_reel_is_shown_until_something_moves_and_the_camera_is_back_at_once() {
        let mut source = attraction(10, 5);
        assert_eq!(names(&mut source, 2), [("camera".into(), true), ("camera".into(), false)]);
        source.attract(true).unwrap();
        assert!(source.is_attraction() && source.is_live());
        // Pictures 2, 3 and 4 hold still, picture 5 does not.
        let wanted = [("reel", true), ("reel", false), ("reel", false), ("camera", true)];
        let wanted = wanted.map(|(name, new)| (name.to_owned(), new));
        assert_eq!(names(&mut source, 4), wanted);
        assert!(!source.is_attraction());
        assert_eq!(names(&mut source, 1), [("camera".into(), false)]);
    }

    #[test]
    fn a_key_brings_the_camera_back_too() {
        let mut source = attraction(30, u32::MAX);
        source.attract(true).unwrap();
        assert_eq!(source.describe(), "reel until somebody comes");
        names(&mut source, 3);
        source.attract(false).unwrap();
        assert_eq!(names(&mut source, 1)[0].0, "camera");
        assert_eq!(source.describe(), "camera");
    }

    #[test]
    fn a_camera_of_sixty_pictures_a_second_does_not_hurry_the_reel() {
        let mut source = attraction(60, u32::MAX);
        source.attract(true).unwrap();
        let times: Vec<u128> =
            (0..4).map(|_| source.next(Picture::default()).unwrap().at.as_millis()).collect();
        assert_eq!(times, [0, 33, 66, 100]);
    }
}
