#pragma once

/// The engine's handle: the assembly and the host's callbacks, in the order of their lives.

#include <homeostat.h>
#include <atomic>
#include <homeostat/assembly/assembly.hpp>
#include <memory>

#include "model.hpp"

struct homeostat_engine {
  // Destroyed last, after the assembly that borrows it.
  std::unique_ptr<homeostat::capi::CallbackModel> model;
  std::unique_ptr<homeostat::Assembly> assembly;
  std::atomic<bool> running = false;
};
