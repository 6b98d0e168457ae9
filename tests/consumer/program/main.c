#include <homeostat.h>
#include <stdio.h>

int main(void) {
  printf("homeostat %s\n", homeostat_version());
  return 0;
}
