// SPDX-License-Identifier: Apache-2.0
// Descriptors on their way to JavaScript: closed when anything throws before JavaScript has the
// numbers.
#pragma once

#include <napi.h>

#include <cstddef>

#include "core.h"

class OwnedFds {
 public:
  OwnedFds(int *fds, size_t count) : fds_(fds), count_(count) {}
  ~OwnedFds() { close_all_consume(fds_, count_); }
  OwnedFds(const OwnedFds &) = delete;
  OwnedFds &operator=(const OwnedFds &) = delete;

  // JavaScript owns them from here on: to be called when nothing can fail any more.
  void Release() { count_ = 0; }

  // The numbers as an array; they stay owned here until Release().
  Napi::Array ToArray(Napi::Env env) const {
    Napi::Array numbers = Napi::Array::New(env, count_);
    for (uint32_t i = 0; i < count_; i++) numbers.Set(i, Napi::Number::New(env, fds_[i]));
    return numbers;
  }

 private:
  int *fds_;
  size_t count_;
};

// Consumes fd: it is a JavaScript number afterwards, or closed.
inline Napi::Value GiveNumber(Napi::Env env, int fd) {
  OwnedFds owned(&fd, 1);
  Napi::Value number = Napi::Number::New(env, fd);
  owned.Release();
  return number;
}
