#!/bin/sh
# Installs Gantry's release tools below a folder of yours. It needs no root, verifies SHA-256 sums before anything is
# unpacked, and touches nothing but bin/ and share/ below the prefix.
set -eu

version='@VERSION@'
# Filled in by `cargo xtask dist --url URL`.
url='@URL@'
prefix="${HOME:-}/.local"
target=''
sum=''

usage() {
  cat <<'USAGE'
Usage: install.sh [--prefix DIR] [--from URL] [--target TRIPLE] [--sha256 SUM]

  --prefix DIR     where bin/ and share/ are made; ~/.local without it
  --from URL       where the archive and SHA256SUMS are: https://, or file:// for a folder
  --target TRIPLE  which archive, such as aarch64-unknown-linux-musl; without it, the one for this machine
  --sha256 SUM     the archive's sum, known from elsewhere, in the place of the published one
USAGE
}

fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h)
      usage
      exit 0
      ;;
    --prefix | --from | --target | --sha256)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case "$1" in
        --prefix) prefix="$2" ;;
        --from) url="${2%/}" ;;
        --target) target="$2" ;;
        --sha256) sum="$2" ;;
      esac
      shift 2
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done

[ -n "$url" ] || fail 'say with --from URL where the archive is'
# Whoever can change what plain http brings can change the sums too.
case "$url" in
  https://* | file://* | http://127.0.0.1:* | http://localhost:*) ;;
  *) fail "$url is neither https:// nor file://" ;;
esac
case "$prefix" in
  /?*) ;;
  *) fail "--prefix needs an absolute path, not \`$prefix\`" ;;
esac

if [ -z "$target" ]; then
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64 | Linux-amd64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    *) fail "there is no archive for $(uname -s) on $(uname -m): build it from source (docs/packaging.md)" ;;
  esac
fi

fetch() { # what, to where
  case "$url" in
    file://*) cp "${url#file://}/$1" "$2" ;;
    *)
      if command -v curl >/dev/null 2>&1; then
        curl --fail --silent --show-error --location --proto-redir '=https' --output "$2" "$url/$1"
      elif command -v wget >/dev/null 2>&1; then
        wget --quiet --output-document="$2" "$url/$1"
      else
        fail 'neither curl nor wget is here'
      fi
      ;;
  esac || fail "$url/$1 cannot be fetched"
}

sum_of() { # file
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1"
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 <"$1"
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1"
  else
    fail 'neither sha256sum, shasum nor openssl is here, so that nothing can be verified'
  fi | cut -d ' ' -f 1
}

name="gantry-$version-$target"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

fetch "$name.tar.gz" "$scratch/archive.tar.gz"
if [ -z "$sum" ]; then
  fetch SHA256SUMS "$scratch/SHA256SUMS"
  while read -r one file; do
    if [ "$file" = "$name.tar.gz" ]; then sum="$one"; fi
  done <"$scratch/SHA256SUMS"
  [ -n "$sum" ] || fail "SHA256SUMS does not name $name.tar.gz"
fi
found=$(sum_of "$scratch/archive.tar.gz")
[ "$found" = "$sum" ] || fail "the sum of $name.tar.gz is $found, and not $sum: nothing was installed"

tar -xzf "$scratch/archive.tar.gz" -C "$scratch"
[ -d "$scratch/$name/bin" ] || fail "$name.tar.gz has no $name/bin"
(cd "$scratch/$name" && find bin share -type d) | while read -r folder; do
  mkdir -p "$prefix/$folder"
done
# Beside the old file and then in its place, so that a tool that runs is never half written.
(cd "$scratch/$name" && find bin share -type f) | while read -r file; do
  cp "$scratch/$name/$file" "$prefix/$file.new"
  mv -f "$prefix/$file.new" "$prefix/$file"
done

printf 'Gantry %s is in %s/bin.\n' "$version" "$prefix"
case ":${PATH:-}:" in
  *":$prefix/bin:"*) ;;
  *) printf 'Add it to your PATH: export PATH="%s/bin:$PATH"\n' "$prefix" ;;
esac
