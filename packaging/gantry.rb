# Written by `cargo xtask dist --url URL` from packaging/gantry.rb; `brew install ./gantry.rb` installs it.
class Gantry < Formula
  desc "Release tools for Apple's stores: certificates, profiles, TestFlight, App Store"
  homepage "@URL@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

@ARCHIVES@
  def install
    bin.install Dir["bin/*"]
    man1.install Dir["share/man/man1/*"]
    bash_completion.install Dir["share/bash-completion/completions/*"]
    zsh_completion.install Dir["share/zsh/site-functions/*"]
    fish_completion.install Dir["share/fish/vendor_completions.d/*"]
    doc.install Dir["share/doc/gantry/*"]
  end

  test do
    %w[cert deliver pilot sigh spaceship spaceauth simulator].each do |tool|
      assert_match version.to_s, shell_output("#{bin}/#{tool} --version")
    end
  end
end
