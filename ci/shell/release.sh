#!/bin/sh
# Hands the version in for review, with the build that testflight.sh has handed on. Texts and screenshots are left alone:
# store.sh has brought them. The variables are those of `deliver run --help`.
set -eu
export DELIVER_APP_VERSION="${DELIVER_APP_VERSION:-${PILOT_APP_VERSION:-}}"
export DELIVER_BUILD_NUMBER="${DELIVER_BUILD_NUMBER:-${PILOT_BUILD_NUMBER:-}}"
deliver run --force --skip-metadata --skip-screenshots --submit-for-review --junit release.xml
