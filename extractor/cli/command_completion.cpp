// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_completion.hpp"

#include "cli/completions.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"

#include <iostream>
#include <memory>

namespace gongkai::cli {
namespace {

constexpr char const* examples = R"(Examples:
  source <(gongkai completion bash)
        in ~/.bashrc: for this user
  gongkai completion zsh >/usr/local/share/zsh/site-functions/_gongkai
        for everybody
  gongkai completion fish >~/.config/fish/completions/gongkai.fish

An installed gongkai brings these files along.)";

ExitCode run(std::string const& shell) {
  std::cout << (shell == "bash" ? bash_completion : shell == "zsh" ? zsh_completion : fish_completion);
  return ExitCode::done;
}

} // namespace

Command add_completion(CLI::App& program) {
  auto const shell = std::make_shared<std::string>();
  CLI::App* const command = program.add_subcommand("completion", "Print a script that completes commands in a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->option_text(" ")
      ->check(one_of({"bash", "zsh", "fish"}));
  set_help(*command, examples);
  return {command, [shell] { return run(*shell); }};
}

} // namespace gongkai::cli
