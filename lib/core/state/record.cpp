#include "core/state/record.hpp"

#include "core/base/format.hpp"

namespace homeostat::state {
namespace {

namespace json = boost::json;

constexpr std::int64_t page_records = 1000;

}  // namespace

Error damaged(const RecordKey& key, std::string_view what) {
  return Error{ErrorCode::store,
               base::format("record {} {} is damaged: {}", key.kind, key.id, what)};
}

Error too_many_conflicts(const RecordKey& key) {
  return Error{ErrorCode::conflict,
               base::format("record {} {} changed {} times while being written", key.kind, key.id,
                            commit_tries_max)};
}

RecordReader::RecordReader(const Record& record) : key_(record.key) {
  boost::system::error_code failed;
  const json::value value = json::parse(record.json, failed);
  if (failed || !value.is_object()) {
    fail("not a json object");
  } else {
    object_ = value.as_object();
  }
}

void RecordReader::fail(std::string_view what) {
  if (!error_) error_ = damaged(key_, what);
}

Status RecordReader::status() const {
  if (error_) return *error_;
  return {};
}

const json::value& RecordReader::field(std::string_view name) {
  static const json::value absent;  // null: of no type that is asked for
  const json::value* found = object_.if_contains(name);
  if (found == nullptr) fail(base::format("no field {}", name));
  return found == nullptr ? absent : *found;
}

std::int64_t RecordReader::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const json::value& value = field(name);
  if (value.is_int64() && value.as_int64() >= min && value.as_int64() <= max) {
    return value.as_int64();
  }
  fail(base::format("field {} is no whole number from {} to {}", name, min, max));
  return min;
}

std::optional<std::int64_t> RecordReader::optional_integer(std::string_view name) {
  const json::value* found = object_.if_contains(name);
  if (found != nullptr && found->is_null()) return std::nullopt;
  return integer(name);
}

std::string RecordReader::text(std::string_view name) {
  const json::value& value = field(name);
  if (value.is_string()) return std::string(value.as_string());
  fail(base::format("field {} is no text", name));
  return {};
}

bool RecordReader::boolean(std::string_view name) {
  const json::value& value = field(name);
  if (value.is_bool()) return value.as_bool();
  fail(base::format("field {} is not true or false", name));
  return false;
}

std::vector<std::string> RecordReader::texts(std::string_view name) {
  std::vector<std::string> found;
  const json::value& value = field(name);
  if (value.is_array()) {
    for (const json::value& item : value.as_array()) {
      if (item.is_string()) found.emplace_back(item.as_string());
    }
  }
  if (!value.is_array() || found.size() != value.as_array().size()) {
    fail(base::format("field {} is no list of texts", name));
  }
  return found;
}

std::vector<std::int64_t> RecordReader::integers(std::string_view name) {
  std::vector<std::int64_t> found;
  const json::value& value = field(name);
  if (value.is_array()) {
    for (const json::value& item : value.as_array()) {
      if (item.is_int64()) found.push_back(item.as_int64());
    }
  }
  if (!value.is_array() || found.size() != value.as_array().size()) {
    fail(base::format("field {} is no list of whole numbers", name));
  }
  return found;
}

Time RecordReader::time(std::string_view name) {
  return Time{Milliseconds{integer(name, std::numeric_limits<std::int64_t>::min())}};
}

std::optional<Time> RecordReader::optional_time(std::string_view name) {
  const json::value* found = object_.if_contains(name);
  if (found != nullptr && found->is_null()) return std::nullopt;
  return time(name);
}

RecordReader RecordReader::inside(std::string_view name) {
  RecordReader inner(*this);
  const json::value& value = field(name);
  if (value.is_object()) {
    inner.object_ = value.as_object();
  } else {
    inner.fail(base::format("field {} is no object", name));
  }
  return inner;
}

json::value to_json(std::optional<Time> time) {
  if (!time) return nullptr;
  return time->time_since_epoch().count();
}

json::array to_json(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts)
    array.emplace_back(text);
  return array;
}

Result<bool> try_commit(StateStore& store, const std::vector<Precondition>& preconditions,
                        const std::vector<RecordWrite>& writes, const CallContext& context) {
  const Status done = store.commit(preconditions, writes, context);
  if (done) return true;
  if (done.error().code == ErrorCode::conflict) return false;
  return done.error();
}

Status visit_records(StateStore& store, const std::string& kind, const std::string& id_prefix,
                     const CallContext& context,
                     const std::function<Status(const Record&)>& visit) {
  ScanQuery query{kind, id_prefix, {}, page_records};
  for (;;) {
    auto page = store.scan(query, context);
    if (!page) return page.error();
    for (const Record& record : *page) {
      if (Status visited = visit(record); !visited) return visited;
    }
    if (std::cmp_less(page->size(), page_records)) return {};
    query.after_id = page->back().key.id;
  }
}

}  // namespace homeostat::state
