//! The client's arithmetic against recorded values, and against a server with arithmetic of its own.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use num_bigint::BigUint;
use proptest::prelude::*;

use super::*;
use crate::auth::apple_id::password::Protocol;

const ACCOUNT: &str = "jane.appleseed@example.com";

fn hex(text: &str) -> Vec<u8> {
    let digits = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(digits).collect()
}

fn secret(byte: &str, more: u32) -> U512 {
    U512::from_be_hex(&byte.repeat(64)).wrapping_add(&U512::from_u32(more))
}

fn number(bytes: &[u8]) -> BigUint {
    BigUint::from_bytes_be(bytes)
}

/// RFC 5054's server, in the arithmetic of another library.
struct Server {
    prime: BigUint,
    verifier: BigUint,
    secret: BigUint,
}

impl Server {
    fn new(derived: &[u8; 32], salt: &[u8], secret: &[u8]) -> Self {
        let prime = number(&hex(PRIME));
        let private = hash(&[salt, &hash(&[b":", derived])]);
        let verifier = BigUint::from(2_u8).modpow(&number(&private), &prime);
        Self { prime, verifier, secret: number(secret) }
    }

    fn padded(&self, number: &BigUint) -> Vec<u8> {
        let bytes = number.to_bytes_be();
        [vec![0; self.prime.to_bytes_be().len() - bytes.len()], bytes].concat()
    }

    fn public(&self) -> Vec<u8> {
        let generator = BigUint::from(2_u8);
        let k = number(&hash(&[&self.padded(&self.prime), &self.padded(&generator)]));
        let public = (k * &self.verifier + generator.modpow(&self.secret, &self.prime)) % &self.prime;
        public.to_bytes_be()
    }

    /// The two proofs that a client with the right password sends.
    fn expected(&self, account: &str, salt: &[u8], client: &[u8]) -> ([u8; 32], [u8; 32]) {
        let public = self.public();
        let u = number(&hash(&[&self.padded(&number(client)), &self.padded(&number(&public))]));
        let base = number(client) * self.verifier.modpow(&u, &self.prime) % &self.prime;
        let key = hash(&[&base.modpow(&self.secret, &self.prime).to_bytes_be()]);
        let generator = hash(&[&self.padded(&BigUint::from(2_u8))]);
        let mut group = hash(&[&self.padded(&self.prime)]);
        group.iter_mut().zip(generator).for_each(|(byte, other)| *byte ^= other);
        let m1 = hash(&[&group, &hash(&[account.as_bytes()]), salt, client, &public, &key]);
        (m1, hash(&[client, &m1, &key]))
    }
}

#[test]
fn the_group_is_rfc_5054s() {
    let group = Group::new();
    let k = hex("05b9e8ef059c6b32ea59fc1d322d37f04aa30bae5aa9003b8321e21ddb04e300");
    assert_eq!(minimal(&group.multiplier().retrieve()), k);
    let digest = hex("a2b80ee3d957ede6b072f76f67415f3d1a7158bb8f0e765e34d87844031acc9c");
    assert_eq!(group.digest().to_vec(), digest);
}

#[test]
fn both_protocols_agree_with_recorded_proofs() {
    let public = "jYZM1uKw7zLet5tFTE1WbrWZz6tv95yEFL/nr/4ZeEwjhy9r6iLKzd4l3g/j4aGxPT5KONjDsPnqzPAp1KlsDmdtC4zz3r7nK02SHqlooCDw+EpFmCWf3ctS2XG4zjps74iGRBF3XM5ZFFJFmKxzyj7bd6v2n0bmjZ8rAk6gcj/dxQBeX7QCdvW7igmtaRyEB1EVEjlMYIDSU4yhyoheJ2OTLsI+MTvZvXSve9TIfbZIt6o4zF99EWLtH/K19qo14So+MA5Pg7hEIIqnxYAyIlZzwdaTSkhJjV+KdsbQcvET+ZR9sOEfpCs0Uh1xgMfVflyz4Tb9FhN0vtcv53akgA==";
    let table = [
        (
            Protocol::S2k,
            "5e933e93caab4e130ddfb39bbadae9861065e6fb75b2e1d82f8c74d13d3fac73",
            "RzZdNHgMArVflTyF9iXc1MThw3dwmYToppHhQ3QOR/6+oM1s5O3m6WLUz/EhVfHUZ0WwtU9qeS4IjT2D71bv/bRuu8JoDVnqWBdjPYUJnL8qugSAjOFrPzowlFzVRGdQeOhXFgeKKw0YUujdmvgGn174YdF8mHSRjGQEkUA5Lia5Js/ncULjBnVKG9Qw8oPLFBz5UEg8Tr8fACg/a0f1kLn5sLxwQzzN0ZlJ7nwoi7VK6qKhFfsF6yu6Ay0AI5srrDM3mbtz4dC3ISPfq05c8D2HmA9ozTYp+V72w9y6KNd0GJ4cdATikCPw/hO+qImkGuvz4ropjxC0Bsk5bT2uow==",
            "0ly/oGFUJ5tOIj8TCCFJZDbTrz1ji/AtMyIBoU1h6iU=",
            "2o/V5PRWkOd6UfcuLIi2NYq9k57OP4TARx5wKAmNqPQ=",
        ),
        (
            Protocol::S2kFo,
            "e768d89d3a05d4996bc672732646b880a202dacd1144f42df4a509cc5679cf5f",
            "HfrrZTxQ8VtxkKb7wFzQDgp9cpKVcBkndNFQctCv0ilYHfvOz3Pcn/f5WzwGrFGp3FAoAY/8AO2VOv6/l5GZZnmNd9AW2Z7QiGaiBp9bEMZsie8+72BPvFK4dueBpO7yIYfPUM+dqErlRr7rXNhDe39SweIjpE3fmj/mYcyBDkbKEdQma1j8vO12YZ7P1UNIO18EEItCOu5a8JpLlEzNt4Kv4dda5nKQsK9qaZepqSQBBhw8+kphWsVTYrkqv+36W4HrB/+V/9a1cF5249gjTkgyprAtp7GfRl0BGI8HsDfVHDOOjbN9gEVoZ5KeUa78JNKNED3UghT9HENwQ2mGtg==",
            "d0lvTCyM8E6EodsO/vGvIeIxvCRxvi3k0HuhqfXEEQM=",
            "QsB2zczQ84MF0uGSrmv7b0vVvHAd16r4CeswK8YTrq4=",
        ),
    ];
    let salt: Vec<u8> = (0..16).collect();
    let exchange = Exchange::with_secret(secret("a1", 0));
    assert_eq!(BASE64_STANDARD.encode(exchange.public()), public);
    for (protocol, derived, server, m1, m2) in table {
        let found = protocol.derive(&"Correct-Horse-9".into(), &salt, 20012).unwrap();
        assert_eq!(found.to_vec(), hex(derived), "{protocol:?}");
        let server = BASE64_STANDARD.decode(server).unwrap();
        let proof = exchange.prove(ACCOUNT, &found, &salt, &server).unwrap();
        assert_eq!(BASE64_STANDARD.encode(proof.m1), m1, "{protocol:?}");
        assert_eq!(BASE64_STANDARD.encode(proof.m2), m2, "{protocol:?}");
    }
}

#[test]
fn short_numbers_are_hashed_without_leading_zeros() {
    let salt: Vec<u8> = (0..16).collect();
    let derived = Protocol::S2k.derive(&"Correct-Horse-9".into(), &salt, 20012).unwrap();
    let table = [
        (573, 0, "cfe9990672e3b330dfae3203bb25619dc5bb25ede308aa3cd5ac1eda94c72134"),
        (0, 114, "2c6febe56f5ae85b2616b0a4c0d23094d86316d1d83b4aef6fe44962fdfb624b"),
        (0, 199, "a301ab111fd0e437c1a63a91bb44e02f6013b48d12209ce0aeb89668323b4780"),
    ];
    for (client_more, server_more, m1) in table {
        let exchange = Exchange::with_secret(secret("a1", client_more));
        let server_secret = secret("b2", server_more).to_be_bytes();
        let server = Server::new(&derived, &salt, server_secret.as_ref());
        let proof = exchange.prove(ACCOUNT, &derived, &salt, &server.public()).unwrap();
        assert_eq!(proof.m1.to_vec(), hex(m1), "a+{client_more} b+{server_more}");
    }
}

#[test]
fn a_server_that_cheats_gets_no_proof() {
    let exchange = Exchange::begin().unwrap();
    assert_eq!(exchange.public().len(), LENGTH);
    let prime = hex(PRIME);
    let double = (number(&prime) * 2_u8).to_bytes_be();
    for server in [Vec::new(), vec![0; 256], prime, double, vec![1; 300]] {
        assert!(exchange.prove(ACCOUNT, &[7; 32], b"salt", &server).is_err(), "{} bytes", server.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn client_and_server_agree_on_any_password_and_on_no_other(
        password in "\\PC{0,24}",
        account in "\\PC{1,24}",
        salt in proptest::collection::vec(any::<u8>(), 0..40),
        rounds in 1_u32..50,
        server_secret in any::<[u8; 32]>(),
        old in any::<bool>(),
    ) {
        let protocol = if old { Protocol::S2kFo } else { Protocol::S2k };
        let derived = protocol.derive(&password.clone().into(), &salt, rounds).unwrap();
        let server = Server::new(&derived, &salt, &server_secret);
        let exchange = Exchange::begin().unwrap();
        let expected = server.expected(&account, &salt, exchange.public());
        let proof = exchange.prove(&account, &derived, &salt, &server.public()).unwrap();
        prop_assert_eq!((proof.m1, proof.m2), expected);

        let other = protocol.derive(&format!("{password}!").into(), &salt, rounds).unwrap();
        let proof = exchange.prove(&account, &other, &salt, &server.public()).unwrap();
        prop_assert_ne!(proof.m1, expected.0);
    }
}
