//! Starting and stopping.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

use super::environment;
use super::exchanges::Exchanges;
use super::listen::listen;
use super::options::Options;
use super::request_log::RequestLog;
use super::shared::{Inner, Shared};
use super::{state_file, tls};
use crate::auth::{Budget, Bursts, Key, KeyRing};
use crate::error::Error;
use crate::faults::Faults;
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
    /// The file with the certificate that a client must trust, where HTTPS is served.
    root: Option<PathBuf>,
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
        let (mut world, keys) = match &options.state {
            Some(path) => state_file::load(path, options.settings.clone())?,
            None => None,
        }
        .map_or_else(|| found(&options), Ok)?;
        if let Some(path) = &options.state {
            world.uploads.keep_in(state_file::uploads_folder(path));
        }
        world.apple_id.settle(&options.accounts);
        let Options { port, seed, state, .. } = options;
        let refused = |source| Error::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let tls = options.tls.as_ref().map(|_| tls::acceptor(&world.authority)).transpose()?;
        let exchanges = options.record_exchanges.as_deref().map(Exchanges::open).transpose()?;
        let mut faults = Faults::new(seed);
        faults.add(options.faults);
        let (log, budget, bursts) = (RequestLog::default(), Budget::default(), Bursts::default());
        let inner = Mutex::new(Inner { world, log, faults, budget, bursts, exchanges });
        let scheme = if tls.is_some() { "https" } else { "http" };
        let shared = Arc::new(Shared { inner, keys, state, scheme });
        shared.save(&shared.lock().world)?;
        let (stop, stopped) = oneshot::channel();
        let thread = spawn(listener, tls, Arc::clone(&shared), stopped)?;
        let running = Running { address, shared, root: options.tls, stop: Some(stop), thread: Some(thread) };
        running.write(options.env_file.as_deref(), options.key_dir.as_deref())?;
        Ok(running)
    }
}

/// The world and the keys of a first run.
fn found(options: &Options) -> Result<(World, KeyRing), Error> {
    let mut world = World::new(options.settings.clone(), options.seed);
    if options.apps.is_empty() {
        seeds::fresh_team(&mut world);
    } else {
        seeds::bare_team(&mut world);
    }
    for app in &options.apps {
        seeds::add_app(&mut world, &app.bundle_id, &app.name, "en-US");
    }
    seeds::populate(&mut world, &options.population)?;
    Ok((world, KeyRing::generate(&mut Ids::new(options.seed))?))
}

fn spawn(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
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
            runtime.block_on(listen(listener, tls, shared, stopped));
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
        format!("{}://{}", self.shared.scheme, self.address)
    }

    /// The environment that leads a tool to it: the endpoint, a key in the variables of GitLab's integration, and
    /// where HTTPS is served the certificate to trust.
    pub fn env_pairs(&self) -> Vec<(String, String)> {
        let key = self.shared.keys.main();
        let pairs = key.map(|key| environment::pairs(&self.endpoint(), key, self.root.as_deref()));
        let mut pairs = pairs.unwrap_or_default();
        if let Some(account) = self.shared.lock().world.apple_id.accounts.first() {
            pairs.extend(environment::account_pairs(account));
        }
        pairs
    }

    /// Writes the files that lead a tool to it.
    fn write(&self, env_file: Option<&Path>, key_dir: Option<&Path>) -> Result<(), Error> {
        let authority = Arc::clone(&self.shared.lock().world.authority);
        if let Some(path) = &self.root {
            environment::write_root(path, &authority)?;
        }
        if let Some(path) = env_file {
            environment::write_env_file(path, &self.env_pairs())?;
        }
        if let Some(folder) = key_dir {
            environment::write_keys(folder, &self.shared.keys, &self.endpoint())?;
            environment::write_authority(folder, &authority)?;
        }
        Ok(())
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
