#include "core/ledger/accounts.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

/// The greatest of 75, 90 and 100 percent of the cap that was spent; 0: none.
int reached(Money settled, Money cap) {
  for (const int percent : {100, 90, 75}) {
    // Sums of money saturate far above any cap: no product of theirs overflows.
    const std::int64_t share = cap.micros() / 100 * percent + cap.micros() % 100 * percent / 100;
    if (settled > Money{} && settled.micros() >= share) return percent;
  }
  return 0;
}

}  // namespace

Result<std::vector<SpendAlert>> Ledger::take_alerts(Time now, const CallContext& context) {
  std::vector<SpendAlert> alerts;
  for (const ledger::Scope& scope : ledger::period_scopes(caps_, now)) {
    if (!scope.cap) continue;
    auto account = ledger::load_account(store_, scope.id, context);
    if (!account) return account.error();
    const int percent = reached(account->settled, *scope.cap);
    const RecordKey key{"alert", scope.id};
    auto told = store_.get(key, context);
    if (!told) return told.error();
    std::int64_t known = 0;
    if (*told) {
      state::RecordReader reader(**told);
      known = reader.integer("percent", 0, 100);
      if (Status status = reader.status(); !status) return status.error();
    }
    if (percent <= known) continue;
    // Another process that told it first wins, and tells of this.
    auto done =
        state::try_commit(store_, {{key, state::version_of(*told)}},
                          {{key, json::serialize(json::object{{"percent", percent}})}}, context);
    if (!done) return done.error();
    if (*done) alerts.push_back({scope.id, percent, account->settled, *scope.cap});
  }
  return alerts;
}

}  // namespace homeostat
