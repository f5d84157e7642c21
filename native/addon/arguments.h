// SPDX-License-Identifier: Apache-2.0
// Reads and checks what JavaScript passed. Wrong ones throw, naming the argument: a TypeError for
// a wrong type or word, a RangeError for a number out of range, with the `code` that Node's own
// functions use.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <string>

[[noreturn]] void ThrowWrongType(Napi::Value value, const std::string &what,
                                 const std::string &expected);
[[noreturn]] void ThrowWrongValue(Napi::Env env, const std::string &sentence);
[[noreturn]] void ThrowOutOfRange(Napi::Env env, const std::string &sentence);

// A whole number within [min, max], both within 2^53, where every integer is a double.
int64_t ReadInteger(Napi::Value value, const std::string &what, int64_t min, int64_t max);

// A descriptor number: 0 to 2^31-1. Whether it is open is the kernel's answer (EBADF).
int ReadFd(Napi::Value value, const std::string &what);

int ReadPid(Napi::Value value, const std::string &what);
bool ReadBoolean(Napi::Value value, const std::string &what);

// 32 bits; 0 when the argument is undefined.
unsigned ReadFlags(Napi::Value value, const std::string &what);

// Without a NUL inside, at which C would end it.
std::string ReadString(Napi::Value value, const std::string &what);
Napi::Object ReadObject(Napi::Value value, const std::string &what);

// At most `capacity` descriptors into ret_fds; returns how many. `reason` says why not more.
size_t ReadFds(Napi::Value value, const std::string &what, int *ret_fds, size_t capacity,
               const char *reason);

struct Bytes {
  const void *data;
  size_t count;
};

// The bytes of a Uint8Array (a Buffer is one). Valid only until JavaScript runs again: read it
// last.
Bytes ReadBytes(Napi::Value value, const std::string &what);
