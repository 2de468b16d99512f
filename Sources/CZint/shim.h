#include <zint.h>

// A row of modules, eight to the byte from the lowest bit on. Swift takes the array of arrays for
// a tuple of 200 tuples, which nobody wants to index.
static inline const unsigned char *zint_row(const struct zint_symbol *symbol, int row) {
  return symbol->encoded_data[row];
}
