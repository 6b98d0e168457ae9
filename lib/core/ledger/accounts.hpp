// The accounts of the ledger: which scopes a spend touches, and how one account is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <homeostat/ledger.hpp>

namespace homeostat::ledger {

struct Scope {
  std::string id;
  std::optional<Money> cap;
};

/// day, week and month of `now`. Ids hold their period, so no account is ever reset by time.
[[nodiscard]] std::vector<Scope> period_scopes(const MoneyCaps& caps, Time now);
/// try, run, repository-day, day, week, month.
[[nodiscard]] std::vector<Scope> scopes_of(const SpendScope& who, const MoneyCaps& caps, Time now);

struct StoredAccount {
  std::string scope;
  Money settled;
  Money reserved;
  bool frozen = false;
  std::int64_t version = 0;
};

/// Zero where nothing is stored.
Result<StoredAccount> load_account(StateStore& store, const std::string& scope,
                                   const CallContext& context);

struct Changes {
  std::vector<Precondition> preconditions;
  std::vector<RecordWrite> writes;
};

/// The account as it was read is the condition, as it is now the write.
void add_change(Changes& changes, const StoredAccount& account);

}  // namespace homeostat::ledger
