#include "core/pattern/rank.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("more evidence scores higher") {
  Features weak{};
  weak[static_cast<std::size_t>(Feature::best_precision)] = 0.001F;
  weak[static_cast<std::size_t>(Feature::filling_count)] = 1;
  Features strong = weak;
  strong[static_cast<std::size_t>(Feature::best_precision)] = 0.5F;
  strong[static_cast<std::size_t>(Feature::second_precision)] = 0.4F;
  strong[static_cast<std::size_t>(Feature::sum_precision)] = 4;
  CHECK(score_of(strong) > score_of(weak));
  CHECK(confidence_of_score(score_of(strong)) > confidence_of_score(score_of(weak)));
  Features named = strong;
  named[static_cast<std::size_t>(Feature::filling_slot)] = 1;
  CHECK(score_of(named) > score_of(strong));
}

TEST_CASE("the terms are said") {
  Features features{};
  features[static_cast<std::size_t>(Feature::repositories)] = 3;
  features[static_cast<std::size_t>(Feature::own_repository)] = 1;
  features[static_cast<std::size_t>(Feature::inserted_named)] = 1;
  const std::string why = why_of(features);
  CHECK(why.find("seen in 3 repositories") != std::string::npos);
  CHECK(why.find("known in this repository") != std::string::npos);
  CHECK(why.find("the message mentions it") != std::string::npos);
}
