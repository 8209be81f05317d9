#!/bin/sh
# The .ipa to TestFlight, and to its testers. The variables are those of `pilot upload --help`: PILOT_IPA, PILOT_GROUPS,
# PILOT_CHANGELOG and more.
# Hands on testflight.env: version, build number and Apple's id of the build.
set -eu
pilot upload --env-out testflight.env --junit testflight.xml
