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
    /// [`Error::Network`] for values that were not read, are NaN or infinite; [`Error::Torch`]
    /// where there is no memory; [`Error::Interrupted`].
    pub fn tensors(&self, interrupt: &Interrupt) -> Result<Tensors> {
        let all = self.parameters.keys().map(|name| {
            interrupt.check()?;
            Ok((name.clone(), self.tensor(name)?))
        });
        all.collect()
    }

    /// The tensor of the parameter of this name.
    ///
    /// # Errors
    /// [`Error::Network`] for values that were not read, are NaN or infinite; [`Error::Torch`]
    /// where there is no memory.
    pub(in crate::network) fn tensor(&self, name: &str) -> Result<Tensor> {
        let Some(Constant::Floats(values)) = self.parameters.get(name) else {
            return Err(Error::Network(format!("the values of {name} were not read")));
        };
        let sides: Vec<i64> = values.shape().iter().map(|&side| side as i64).collect();
        let in_order = values.as_standard_layout();
        let slice = in_order.as_slice().unwrap_or_default();
        let broken = slice.iter().filter(|value| !value.is_finite()).count();
        if broken > 0 {
            let all = slice.len();
            let problem = format!("{name} holds NaN or infinity ({broken} of its {all} values)");
            return Err(Error::Network(problem));
        }
        let tensor = Tensor::f_from_slice(slice).and_then(|tensor| tensor.f_reshape(&sides));
        tensor.map_err(Error::torch(name))
    }
}
