#include <homeostat.h>

#include <cstring>

#include "capi/handles.hpp"
#include "e2e/real_world.hpp"
#include "support/catch.hpp"

namespace {

int destroyed = 0;

homeostat_status complete(void*, const char*, size_t, homeostat_exchange*) {
  return HOMEOSTAT_DENIED;
}
void destroy(void*) { ++destroyed; }

homeostat_model model_callbacks() {
  homeostat_model model;
  HOMEOSTAT_INIT(&model);
  model.complete = complete;
  model.destroy = destroy;
  return model;
}

}  // namespace

TEST_CASE("an engine is made from JSON and freed") {
  e2e::RealWorld world;
  homeostat_engine* engine = nullptr;
  c::Error error;
  REQUIRE(homeostat_engine_new(homeostat::to_json(world.config).c_str(), nullptr, &engine,
                               &error.handle) == HOMEOSTAT_OK);
  homeostat_engine_free(engine);
  homeostat_engine_free(nullptr);
}

TEST_CASE("a wrong configuration is named, and destroy is not called for an engine never made") {
  destroyed = 0;
  const homeostat_model model = model_callbacks();
  homeostat_engine* engine = nullptr;
  c::Error error;
  CHECK(homeostat_engine_new(R"({"version": 1, "colour": 2})", &model, &engine, &error.handle) ==
        HOMEOSTAT_INVALID_CONFIG);
  CHECK(engine == nullptr);
  CHECK(error.message().find("colour") != std::string::npos);
  CHECK(destroyed == 0);
}

TEST_CASE("destroy is called once when the engine is freed") {
  destroyed = 0;
  e2e::RealWorld world;
  const homeostat_model model = model_callbacks();
  homeostat_engine* engine = nullptr;
  REQUIRE(homeostat_engine_new(homeostat::to_json(world.config).c_str(), &model, &engine,
                               nullptr) == HOMEOSTAT_OK);
  CHECK(destroyed == 0);
  homeostat_engine_free(engine);
  CHECK(destroyed == 1);
}

TEST_CASE("a struct of another size is extended, or refused where it asks for more") {
  e2e::RealWorld world;
  const std::string config = homeostat::to_json(world.config);
  struct Longer {
    homeostat_model known;
    void* unknown;
  } longer;
  std::memset(&longer, 0, sizeof longer);
  longer.known = model_callbacks();
  longer.known.struct_size = sizeof longer;
  homeostat_engine* engine = nullptr;
  c::Error error;
  CHECK(homeostat_engine_new(config.c_str(), &longer.known, &engine, nullptr) == HOMEOSTAT_OK);
  homeostat_engine_free(engine);
  longer.unknown = &longer;
  CHECK(homeostat_engine_new(config.c_str(), &longer.known, &engine, &error.handle) ==
        HOMEOSTAT_UNSUPPORTED);
  homeostat_model shorter = model_callbacks();
  shorter.struct_size = offsetof(homeostat_model, complete);
  CHECK(homeostat_engine_new(config.c_str(), &shorter, &engine, nullptr) ==
        HOMEOSTAT_INVALID_ARGUMENT);
  shorter.struct_size = 0;
  CHECK(homeostat_engine_new(config.c_str(), &shorter, &engine, nullptr) ==
        HOMEOSTAT_INVALID_ARGUMENT);
}

TEST_CASE("null arguments are refused") {
  homeostat_engine* engine = nullptr;
  CHECK(homeostat_engine_new(nullptr, nullptr, &engine, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(homeostat_engine_new("{}", nullptr, nullptr, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
}
