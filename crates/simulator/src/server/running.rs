//! Starting and stopping.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::environment;
use super::listen::listen;
use super::options::{App, Options};
use super::shared::Shared;
use super::state_file;
use crate::auth::{Key, KeyRing};
use crate::error::Error;
use crate::ids::Ids;
use crate::seeds;
use crate::world::World;

/// Apple's services in a box.
#[derive(Debug)]
pub struct Simulator;

/// A simulator that serves; it stops when this value is dropped.
pub struct Running {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Simulator {
    /// Starts a simulator on threads of its own. It listens when this returns.
    pub fn start(options: Options) -> Result<Running, Error> {
        let Options { port, seed, apps, population, state, env_file, key_dir, settings } = options;
        let loaded = state.as_ref().map(|path| state_file::load(path, settings.clone())).transpose()?;
        let (world, keys) = if let Some(kept) = loaded.flatten() {
            kept
        } else {
            let mut world = World::new(settings, seed);
            found(&mut world, &apps);
            seeds::populate(&mut world, &population)?;
            (world, KeyRing::generate(&mut Ids::new(seed))?)
        };
        let refused = |source| Error::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let shared = Arc::new(Shared::new(world, keys, seed, state));
        shared.save(&shared.lock().world)?;
        let (stop, stopped) = oneshot::channel();
        let thread = spawn(listener, Arc::clone(&shared), stopped)?;
        let running = Running { address, shared, stop: Some(stop), thread: Some(thread) };
        if let Some(path) = env_file {
            environment::write_env_file(&path, &running.env_pairs())?;
        }
        if let Some(folder) = key_dir {
            environment::write_keys(&folder, &running.shared.keys)?;
            environment::write_authority(&folder, &running.shared.lock().world.authority)?;
        }
        Ok(running)
    }
}

/// The team that there is at the start.
fn found(world: &mut World, apps: &[App]) {
    if apps.is_empty() {
        seeds::fresh_team(world);
        return;
    }
    seeds::bare_team(world);
    for app in apps {
        seeds::add_app(world, &app.bundle_id, &app.name, "en-US");
    }
}

fn spawn(
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) -> Result<JoinHandle<()>, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Error::Runtime)?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(Error::Runtime)?
    };
    std::thread::Builder::new()
        .name("simulator".into())
        .spawn(move || {
            runtime.block_on(listen(listener, shared, stopped));
            // Connections that are still open end here: a client may hold one for ever.
            runtime.shutdown_background();
        })
        .map_err(Error::Runtime)
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for `SPACESHIP_ENDPOINT`, such as `http://127.0.0.1:4711`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The environment that leads a tool to it: the endpoint, and a key in the variables of GitLab's integration.
    pub fn env_pairs(&self) -> Vec<(String, String)> {
        let key = self.shared.keys.main();
        key.map(|key| environment::pairs(&self.endpoint(), key)).unwrap_or_default()
    }

    /// The API keys that it knows, the administrator's team key first.
    pub fn keys(&self) -> &[Key] {
        self.shared.keys.keys()
    }

    /// Looks at the simulated Apple, or changes it, between two requests.
    pub fn with_world<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.shared.lock().world)
    }

    /// Stops serving and saves the state.
    pub fn stop(mut self) -> Result<(), Error> {
        self.end();
        self.shared.save(&self.shared.lock().world)
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The other end is gone only if the server has ended already.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
        // Every write was saved when it was answered; this catches what the clock alone has changed, if it can.
        let _ = self.shared.save(&self.shared.lock().world);
    }
}
