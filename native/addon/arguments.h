// SPDX-License-Identifier: Apache-2.0
// Reads and checks what JavaScript passed: a wrong type is a TypeError, a number out of range a
// RangeError, both naming the argument. Every function returns false after throwing.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <string>

// A whole number within [min, max]. `what` names it in the error.
bool ReadInteger(const Napi::Value &value, const char *what, int64_t min, int64_t max, int64_t *ret);

// A descriptor number: 0 to 2^31-1. Whether it is open is the kernel's answer (EBADF).
bool ReadFd(const Napi::Value &value, const char *what, int *ret);

// An int within [min, max]; `fallback` when the argument is undefined.
bool ReadOptionalInt(const Napi::Value &value, const char *what, int min, int max, int fallback,
                     int *ret);

bool ReadString(const Napi::Value &value, const char *what, std::string *ret);
