//! The export of what is looked at, as a file of numbers.

use std::path::Path;

use tch::Tensor;

use super::{NetworkEngine, nothing_seen};
use crate::error::Result;
use crate::replace::replace;
use crate::taps::archive::write_named;
use crate::taps::plan::{Plan, Unit};

impl NetworkEngine {
    /// See [`crate::engine::Engine::export`].
    pub(super) fn write_values(
        &self,
        plan: &Plan,
        called: &[(Unit, String)],
        path: &Path,
    ) -> Result<String> {
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let trace = seen.trace.as_ref().ok_or_else(nothing_seen)?;
        let outline = &self.network.outline;
        let mut values: Vec<(&str, Tensor)> = Vec::new();
        for planned in &plan.layers {
            let Some(layer) = outline.layers.get(planned.layer) else { continue };
            if let Some(value) = trace.value(layer.node) {
                values.push((&layer.name, value.shallow_clone()));
            }
        }
        let names = ["attribution", "attribution_beside"];
        let answers = self.explained.iter().filter_map(|explained| explained.answer.as_ref().ok());
        for (name, answer) in names.into_iter().zip(answers) {
            let side = [answer.size.height, answer.size.width].map(i64::from);
            let shape = [1, answer.channels as i64, side[0], side[1]];
            values.push((name, Tensor::from_slice(&answer.values).reshape(shape)));
        }
        let kept: Vec<(&str, &Tensor)> =
            values.iter().map(|(name, value)| (*name, value)).collect();
        let named = called.iter().filter_map(|(unit, name)| {
            let layer = outline.layers.get(unit.layer)?;
            Some((format!("detector {} {}", layer.name, unit.channel), name.clone()))
        });
        let named: Vec<(String, String)> = named.collect();
        let mut about = vec![("network", outline.name.clone())];
        about.extend(named.iter().map(|(unit, name)| (unit.as_str(), name.clone())));
        replace(path, "write the export", |out| write_named(&kept, &about, out))?;
        let layers = plan.layers.len();
        Ok(if values.len() > layers {
            say!("exported-both", layers = layers)
        } else {
            say!("exported-layers", layers = layers)
        })
    }
}
