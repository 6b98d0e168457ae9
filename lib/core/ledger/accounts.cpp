#include "core/ledger/accounts.hpp"

#include "core/state/record.hpp"

namespace homeostat::ledger {
namespace {

namespace json = boost::json;

RecordKey key_of(const std::string& scope) { return {"money", scope}; }

std::string date_of(Time time) { return format_time(time).substr(0, 10); }
std::string month_of(Time time) { return format_time(time).substr(0, 7); }

}  // namespace

std::vector<Scope> period_scopes(const MoneyCaps& caps, Time now) {
  return {{"day " + date_of(day_start(now)), caps.day},
          {"week " + date_of(week_start(now)), caps.week},
          {"month " + month_of(month_start(now)), caps.month}};
}

std::vector<Scope> scopes_of(const SpendScope& who, const MoneyCaps& caps, Time now) {
  std::vector<Scope> scopes{
      {"try " + who.try_id, caps.per_try},
      {"run " + who.run.str(), caps.run},
      {"repository-day " + who.repo.str() + " " + date_of(day_start(now)), caps.repository_day}};
  for (Scope& scope : period_scopes(caps, now))
    scopes.push_back(std::move(scope));
  return scopes;
}

Result<StoredAccount> load_account(StateStore& store, const std::string& scope,
                                   const CallContext& context) {
  auto found = store.get(key_of(scope), context);
  if (!found) return found.error();
  StoredAccount account;
  account.scope = scope;
  if (!*found) return account;
  state::RecordReader reader(**found);
  account.settled = Money::from_micros(reader.integer("settled_micros"));
  account.reserved = Money::from_micros(reader.integer("reserved_micros"));
  account.frozen = reader.boolean("frozen");
  account.version = (*found)->version;
  if (Status status = reader.status(); !status) return status.error();
  return account;
}

void add_change(Changes& changes, const StoredAccount& account) {
  const RecordKey key = key_of(account.scope);
  changes.preconditions.push_back({key, account.version});
  changes.writes.push_back(
      {key, json::serialize(json::object{{"settled_micros", account.settled.micros()},
                                         {"reserved_micros", account.reserved.micros()},
                                         {"frozen", account.frozen}})});
}

}  // namespace homeostat::ledger
