// A store of statements with every field, for questions that ask for fields.
#pragma once

#include <cstdint>
#include <string>

namespace lode::bench {

// Makes FOLDER/store of `size` statements: articles of 25, ten sentences, 40 outlets, two years of
// days, 500 speakers; `supplies` and `buys` between size / 10 names. The same for the same size.
// False, with a message, where it cannot.
bool ImportMadeStatements(const std::string& folder, std::uint64_t size);

}  // namespace lode::bench
