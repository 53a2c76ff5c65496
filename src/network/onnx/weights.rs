//! The parameters of an imported graph as tensors: the one place here that knows of them.

use tch::Tensor;

use super::Imported;
use super::model::Constant;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::network::checkpoint::Tensors;

impl Imported {
    /// A tensor for each parameter, by name. The values are copied.
    ///
    /// # Errors
    /// [`Error::Network`] for values that were not read; [`Error::Torch`] where there is no memory;
    /// [`Error::Interrupted`].
    pub fn tensors(&self, interrupt: &Interrupt) -> Result<Tensors> {
        let all = self.parameters.iter().map(|(name, constant)| {
            interrupt.check()?;
            let Constant::Floats(values) = constant else {
                return Err(Error::Network(format!("the values of {name} were not read")));
            };
            let sides: Vec<i64> = values.shape().iter().map(|&side| side as i64).collect();
            let in_order = values.as_standard_layout();
            let slice = in_order.as_slice().unwrap_or_default();
            let tensor = Tensor::f_from_slice(slice).and_then(|tensor| tensor.f_reshape(&sides));
            Ok((name.clone(), tensor.map_err(Error::torch(name))?))
        });
        all.collect()
    }
}
