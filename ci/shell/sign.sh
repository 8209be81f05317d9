#!/bin/sh
# Certificate and profile, and the build in the same job, so that the private key leaves it in no artefact.
#   GANTRY_SIGNING     folder for the files (signing)
#   GANTRY_P12_BASE64  the identity to sign with, as base64 of a .p12; its password is CERT_P12_PASSWORD
#   GANTRY_PROFILE     the kind of the profile: appstore, ad_hoc, development or developer_id (appstore)
#   GANTRY_BUILD       the command that builds and signs the .ipa; it sees CERT_P12_PATH, SIGH_PROFILE_PATH and more
# Hands on sign.env.
set -eu
signing=${GANTRY_SIGNING:-signing}
mkdir -p "$signing"
if [ -n "${GANTRY_P12_BASE64:-}" ]; then
  (umask 077 && printf '%s' "$GANTRY_P12_BASE64" | base64 -d >"$signing/identity.p12")
  unset GANTRY_P12_BASE64
fi
cert create --output-path "$signing" --env-out cert.env --junit cert.xml
while IFS='=' read -r name value; do export "$name=$value"; done <cert.env
case ${GANTRY_PROFILE:-} in
ad_hoc) export SIGH_AD_HOC=true ;;
development) export SIGH_DEVELOPMENT=true ;;
developer_id) export SIGH_DEVELOPER_ID=true ;;
esac
sigh renew --output-path "$signing" --env-out sigh.env --junit sigh.xml
cat cert.env sigh.env >sign.env
while IFS='=' read -r name value; do export "$name=$value"; done <sign.env
if [ -n "${GANTRY_BUILD:-}" ]; then sh -euc "$GANTRY_BUILD"; fi
