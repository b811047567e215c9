// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.hpp"

#include <fmt/format.h>

namespace gongkai::cli {
namespace {

std::string usage_line(CLI::App const* app, std::string const& name) {
  std::string line = fmt::format("Usage: {}", name);
  if (!app->get_subcommands([](CLI::App const*) { return true; }).empty()) {
    return line + " COMMAND [OPTION]... [FILE]...\n";
  }
  if (app->get_options([](CLI::Option const* o) { return o->nonpositional(); }).size() > 1) { line += " [OPTION]..."; }
  for (CLI::Option const* o : app->get_options([](CLI::Option const* p) { return p->get_positional(); })) {
    std::string const shown = o->get_name(true) + (o->get_expected_max() > 1 ? "..." : "");
    line += o->get_required() ? " " + shown : " [" + shown + "]";
  }
  return line + "\n";
}

} // namespace

HelpFormatter::HelpFormatter() {
  column_width(24);
  label("Positionals", "Arguments");
}

std::string HelpFormatter::make_help(CLI::App const* app, std::string name, CLI::AppFormatMode mode) const {
  std::string out = app->get_description() + "\n\n" + usage_line(app, name);
  out += make_subcommands(app, mode);
  out += make_positionals(app);
  // Groups come with a blank line before and, between them, another one behind.
  out += CLI::detail::find_and_replace(make_groups(app, mode), "\n\n\n", "\n\n");
  std::string footer = app->get_footer();
  while (footer.ends_with('\n')) { footer.pop_back(); } // CLI11 adds one to a footer that is made when it is asked for
  if (!footer.empty()) { out += "\n" + footer + "\n"; }
  return out;
}

std::string HelpFormatter::make_option_name(CLI::Option const* option, bool is_positional) const {
  std::string const name = CLI::Formatter::make_option_name(option, is_positional);
  std::size_t const comma = name.find(',');
  return comma == std::string::npos ? name : name.substr(0, comma) + ", " + name.substr(comma + 1);
}

void set_help(CLI::App& command, std::string const& examples) {
  command.formatter(std::make_shared<HelpFormatter>());
  command.set_help_flag("-h,--help", "Print this help")->group("Help");
  command.footer(examples);
}

} // namespace gongkai::cli
