// Finding the processes of one run by a mark in their environment, also those that left its
// session. A process that hides its environment is not found: only a PID namespace holds that one.
#pragma once

#include <string>

namespace homeostat::process {

/// "NAME=value" that no other run has. Put into the environment of the command.
[[nodiscard]] std::string make_mark();

/// Kills every process whose environment holds `mark`, and the children that they make meanwhile.
void kill_marked(const std::string& mark);

}  // namespace homeostat::process
