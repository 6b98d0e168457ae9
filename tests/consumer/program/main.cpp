#include <homeostat/version.hpp>
#include <iostream>

int main() {
  std::cout << "homeostat " << homeostat::version() << "\n";
  return homeostat::version().empty() ? 1 : 0;
}
