#include "engine.hpp"

#include <homeostat/config.hpp>

#include "handles.hpp"

namespace {

using homeostat::capi::CallbackModel;
using homeostat::capi::fail;
using homeostat::capi::guard;

/// The struct as this version knows it. A shorter one is zero-extended; a longer one must be zero
/// beyond what we know.
homeostat_status read_model(const homeostat_model& from, homeostat_model& to,
                            homeostat_error** err) {
  HOMEOSTAT_INIT(&to);
  const size_t known = sizeof to;
  if (from.struct_size < sizeof(size_t)) {
    return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "model.struct_size is not set");
  }
  const char* bytes = reinterpret_cast<const char*>(&from);
  for (size_t i = known; i < from.struct_size; ++i) {
    if (bytes[i] != 0) {
      return fail(err, HOMEOSTAT_UNSUPPORTED, "model has members that this version does not know");
    }
  }
  memcpy(&to, &from, from.struct_size < known ? from.struct_size : known);
  to.struct_size = known;
  if (to.complete == nullptr) {
    return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "model.complete is NULL");
  }
  return HOMEOSTAT_OK;
}

}  // namespace

extern "C" {

homeostat_status homeostat_engine_new(const char* config_json, const homeostat_model* model,
                                      homeostat_engine** out, homeostat_error** err) {
  return guard(err, [&]() -> homeostat_status {
    if (out == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "out is NULL");
    *out = nullptr;
    if (config_json == nullptr) {
      return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "config_json is NULL");
    }
    homeostat_model callbacks;
    if (model != nullptr) {
      if (const homeostat_status bad = read_model(*model, callbacks, err)) return bad;
    }
    auto config = homeostat::parse_config(config_json);
    if (!config) return fail(err, config.error());
    auto engine = std::make_unique<homeostat_engine>();
    homeostat::PortOverrides overrides;
    // Until creation has succeeded, `destroy` must not run: it is set as the last step.
    homeostat_model without_destroy = callbacks;
    if (model != nullptr) {
      without_destroy.destroy = nullptr;
      engine->model = std::make_unique<CallbackModel>(without_destroy);
      overrides.model = engine->model.get();
    }
    auto assembly = homeostat::Assembly::make(std::move(*config), overrides);
    if (!assembly) return fail(err, assembly.error());
    engine->assembly = std::move(*assembly);
    if (model != nullptr) engine->model->set_destroy(callbacks.destroy);
    *out = engine.release();
    return HOMEOSTAT_OK;
  });
}

void homeostat_engine_free(homeostat_engine* engine) { delete engine; }

}  // extern "C"
