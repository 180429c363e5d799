// A store as C holds it.
#pragma once

#include "lode/store.h"

struct lode_store {
  lode::Store store;
};
