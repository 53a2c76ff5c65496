use deepvis::geometry::Size;
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::network::op::Op;
use deepvis::network::precision::Precision;
use std::time::Instant;
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse::<f64>()
        .unwrap()
        / 1e6
}
fn faults() -> f64 {
    std::fs::read_to_string("/proc/thread-self/stat")
        .unwrap()
        .split(' ')
        .nth(9)
        .unwrap()
        .parse()
        .unwrap()
}
fn main() {
    let t: usize = std::env::var("T").map_or(1, |t| t.parse().unwrap());
    let rounds: usize = std::env::var("R").map_or(12, |t| t.parse().unwrap());
    let batch: i64 = std::env::var("N").map_or(1, |t| t.parse().unwrap());
    let device = Device::open(DeviceChoice::Cpu, Some(t)).unwrap();
    for name in std::env::args().skip(1) {
        let fused = if std::env::var("PUB").is_ok() {
            Network::load(&name, &deepvis::network::WeightsFrom::Published, device)
        } else {
            Network::with_deterministic_weights(&name, device)
        }
        .unwrap();
        let mut nets = vec![("unfused", fused.unfused())];
        if std::env::var("BF").is_ok() {
            let b = fused.in_precision(Precision::Bf16).unwrap();
            nets.push(("unfused bf16", b.unfused()));
            nets.push(("fused bf16", b));
        }
        nets.push(("fused", fused));
        let side: i32 =
            std::env::var("SIDE").map_or(nets[0].1.outline.input, |t| t.parse().unwrap());
        let size = Size::new(side, side);
        let nodes = nets[0].1.graph.nodes.clone();
        let logits = nodes.len() - 1;
        let rect: Vec<usize> =
            (0..nodes.len()).filter(|&i| matches!(nodes[i].op, Op::Clip { .. })).collect();
        let values: Vec<f32> = (0..size.area() * 3).map(|i| (i as f32 * 0.37).sin()).collect();
        // exactness
        let x = nets[0].1.input(&values, size).unwrap();
        let a = nets[0].1.forward(&x, Keep::All, logits).unwrap();
        let b = nets.last().unwrap().1.forward(&x, Keep::All, logits).unwrap();
        let r = nets.last().unwrap().1.forward(&x, Keep::Only(&rect), logits).unwrap();
        let mut worst = 0f64;
        let mut bits = true;
        for i in 0..nodes.len() {
            let (p, q) = (a.value(i).unwrap(), b.value(i).unwrap());
            let range = f64::try_from(p.max() - p.min()).unwrap().max(1e-30);
            let d = f64::try_from((p - q).abs().max()).unwrap() / range;
            if d > 5e-6 {
                println!("    {} {} {d:e} range {range}", nodes[i].name, nodes[i].op.kind());
            }
            worst = worst.max(d);
        }
        for &i in &rect {
            bits &= r.value(i).unwrap() == b.value(i).unwrap();
        }
        println!("{name} worst {worst:e} same bits whatever kept {bits}");
        drop((a, b, r));
        let mut out: Vec<Vec<[f64; 3]>> = vec![vec![]; nets.len() * 2];
        for round in 0..rounds {
            for (n, (_, net)) in nets.iter().enumerate() {
                let x = net.input(&values, size).unwrap();
                let x = if batch > 1 { x.repeat([batch, 1, 1, 1]) } else { x };
                for k in 0..2 {
                    for rep in 0..3 {
                        let (c, w, f) = (cpu(), Instant::now(), faults());
                        let keep = if k == 0 { Keep::Last } else { Keep::Only(&rect) };
                        drop(net.forward(&x, keep, logits).unwrap());
                        if rep > 0 && round > 0 {
                            out[n * 2 + k].push([
                                cpu() - c,
                                w.elapsed().as_secs_f64() * 1e3,
                                faults() - f,
                            ]);
                        }
                    }
                }
            }
        }
        let q = |v: &Vec<[f64; 3]>, i: usize, p: f64| {
            let mut l: Vec<f64> = v.iter().map(|x| x[i]).collect();
            l.sort_by(f64::total_cmp);
            l[((l.len() - 1) as f64 * p) as usize]
        };
        for k in 0..2 {
            for (n, (how, _)) in nets.iter().enumerate() {
                let v = &out[n * 2 + k];
                let b = &out[k];
                println!(
                    "  {:10} {how:14} cpu p50 {:7.2} p10 {:7.2} wall p50 {:7.2} min {:7.2} faults {:6.0}   ratio p50 {:.3} p10 {:.3}",
                    ["last", "rectified"][k],
                    q(v, 0, 0.5),
                    q(v, 0, 0.1),
                    q(v, 1, 0.5),
                    q(v, 1, 0.0),
                    q(v, 2, 0.5),
                    q(v, 0, 0.5) / q(b, 0, 0.5),
                    q(v, 0, 0.1) / q(b, 0, 0.1)
                );
            }
        }
    }
}
