//! The networks that DeepVis knows: one file a family, with a table of its blocks.
//!
//! Parameter names are the checkpoints' own.

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
    use tch::{Device, Kind, Tensor};

    use super::*;
    use crate::geometry::Size;
    use crate::interrupt::Interrupt;
    use crate::network::forward::{Keep, forward};
    use crate::network::manifest::Manifest;
    use crate::network::weights::Weights;
    use crate::network::{deterministic, shape};

    #[test]
    fn every_network_has_its_published_number_of_parameters_and_a_code() {
        // Name, parameters, units of the code.
        let networks = [
            // Counted in the published checkpoints.
            ("efficientnet_lite0", 4_652_008, 1280),
            ("efficientnet_lite1", 5_416_680, 1280),
            ("efficientnet_lite2", 6_092_072, 1280),
            // torchvision's `num_params`; GoogLeNet's without the auxiliary classifiers.
            ("alexnet", 61_100_840, 4096),
            ("vgg11", 132_863_336, 4096),
            ("vgg16", 138_357_544, 4096),
            ("squeezenet1_0", 1_248_424, 512),
            ("squeezenet1_1", 1_235_496, 512),
            ("resnet18", 11_689_512, 512),
            ("resnet34", 21_797_672, 512),
            ("resnet50", 25_557_032, 2048),
            ("googlenet", 6_624_904, 1024),
            ("mobilenet_v2", 3_504_872, 1280),
        ];
        let manifest = Manifest::built_in().unwrap();
        let names: Vec<&str> = manifest.networks.iter().map(|spec| &*spec.name).collect();
        assert_eq!(names, networks.map(|(name, ..)| name));
        for (name, parameters, code) in networks {
            let graph = graph(name).unwrap();
            assert_eq!(graph.parameter_count(), parameters, "{name}");
            let extents = shape::infer(&graph, Size::new(224, 224)).unwrap();
            let shape = extents[graph.code].shape();
            assert_eq!((shape.channels, shape.map.area()), (code, 1), "{name}");
            let mut modules: Vec<_> =
                graph.nodes.iter().filter_map(|node| node.module.as_ref()).collect();
            modules.sort_by_key(|module| (&module.path, module.call));
            assert!(modules.is_sorted_by(|one, other| one != other), "{name}: a module twice");
        }
    }

    #[test]
    fn every_network_takes_a_last_layer_of_eight_classes() {
        for spec in Manifest::built_in().unwrap().networks {
            let (name, published) = (&spec.name, graph(&spec.name).unwrap());
            assert_eq!(published.classes(), 1000, "{name}");
            let eight = published.clone().with_classes(8);
            assert_eq!(eight.classes(), 8, "{name}");
            let extents = shape::infer(&eight, Size::new(224, 224)).unwrap();
            assert_eq!(extents.last().unwrap().dims(), [8], "{name}");
            // The weight and the bias of the last layer, and nothing else.
            let both = eight.parameters().zip(published.parameters());
            let changed: Vec<_> =
                both.filter(|(new, old)| new != old).map(|(new, _)| new).collect();
            assert!(changed.len() == 2 && changed.iter().all(|new| new.shape[0] == 8), "{name}");
        }
    }

    #[test]
    fn pictures_of_any_size_get_the_shapes_that_were_foretold() {
        let names = [
            "efficientnet_lite0",
            "squeezenet1_0",
            "squeezenet1_1",
            "resnet18",
            "resnet50",
            "googlenet",
            "mobilenet_v2",
        ];
        for name in names {
            let graph = graph(name).unwrap();
            let mut tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
            let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
            for size in [Size::new(193, 193), Size::new(256, 160)] {
                let shape = [2, 3, i64::from(size.height), i64::from(size.width)];
                let input = Tensor::ones(shape, (Kind::Float, Device::Cpu));
                let logits = graph.logits();
                let all =
                    forward(&graph, &weights, &input, Keep::All, logits, &Interrupt::default())
                        .unwrap();
                for (id, extent) in shape::infer(&graph, size).unwrap().into_iter().enumerate() {
                    let (node, value) = (&graph.nodes[id].name, all.value(id).unwrap());
                    let wanted = [vec![2], extent.dims()].concat();
                    assert_eq!(value.size(), wanted, "{name} at {size}: {node}");
                    // Otherwise all that reads it is slower.
                    let is_channels_last = || value.permute([0, 2, 3, 1]).is_contiguous();
                    assert!(value.dim() < 4 || is_channels_last(), "{name} at {size}: {node}");
                }
                // Branches that read one value leave it as it is, whatever is kept.
                let last =
                    forward(&graph, &weights, &input, Keep::Last, logits, &Interrupt::default())
                        .unwrap();
                assert_eq!(all.value(logits).unwrap(), last.value(logits).unwrap(), "{name}");
            }
        }
    }
}
