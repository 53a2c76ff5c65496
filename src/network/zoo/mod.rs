//! The networks: one file a family, a table of its blocks each. Parameter names are the checkpoints' own.

mod alexnet;
mod efficientnet_lite;
mod googlenet;
mod mobilenet_v2;
mod resnet;
mod squeezenet;
mod vgg;

use super::graph::Graph;
use crate::error::{Error, Result};
use resnet::Residual;

/// The structure of the network of this name.
///
/// # Errors
/// [`Error::Network`] where the zoo has no such network.
pub fn graph(name: &str) -> Result<Graph> {
    match name {
        "efficientnet_lite0" => Ok(efficientnet_lite::graph(1.0, 1.0)),
        "efficientnet_lite1" => Ok(efficientnet_lite::graph(1.0, 1.1)),
        "efficientnet_lite2" => Ok(efficientnet_lite::graph(1.1, 1.2)),
        "alexnet" => Ok(alexnet::graph()),
        "vgg11" => Ok(vgg::graph(vgg::A)),
        "vgg16" => Ok(vgg::graph(vgg::D)),
        "squeezenet1_0" => Ok(squeezenet::graph(&squeezenet::V1_0)),
        "squeezenet1_1" => Ok(squeezenet::graph(&squeezenet::V1_1)),
        "resnet18" => Ok(resnet::graph(Residual::Basic, [2, 2, 2, 2])),
        "resnet34" => Ok(resnet::graph(Residual::Basic, [3, 4, 6, 3])),
        "resnet50" => Ok(resnet::graph(Residual::Bottleneck, [3, 4, 6, 3])),
        "googlenet" => Ok(googlenet::graph()),
        "mobilenet_v2" => Ok(mobilenet_v2::graph()),
        _ => Err(Error::Network(format!("unknown network {name}; `deepvis networks` lists them"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::manifest::Manifest;

    #[test]
    fn every_network_has_its_published_number_of_parameters() {
        let counts = [
            // Counted in the published checkpoints.
            ("efficientnet_lite0", 4_652_008),
            ("efficientnet_lite1", 5_416_680),
            ("efficientnet_lite2", 6_092_072),
            // torchvision's `num_params`; GoogLeNet's without the auxiliary classifiers.
            ("alexnet", 61_100_840),
            ("vgg11", 132_863_336),
            ("vgg16", 138_357_544),
            ("squeezenet1_0", 1_248_424),
            ("squeezenet1_1", 1_235_496),
            ("resnet18", 11_689_512),
            ("resnet34", 21_797_672),
            ("resnet50", 25_557_032),
            ("googlenet", 6_624_904),
            ("mobilenet_v2", 3_504_872),
        ];
        let manifest = Manifest::built_in().unwrap();
        let names: Vec<&str> = manifest.networks.iter().map(|spec| &*spec.name).collect();
        assert_eq!(names, counts.map(|(name, _)| name));
        for (name, count) in counts {
            assert_eq!(graph(name).unwrap().parameter_count(), count, "{name}");
        }
    }
}
