// SPDX-License-Identifier: Apache-2.0
// What each file adds to the addon's exports.
#pragma once

#include <napi.h>

void AddSockets(Napi::Env env, Napi::Object exports);
void AddDescriptors(Napi::Env env, Napi::Object exports);
void AddPidfds(Napi::Env env, Napi::Object exports);
void AddTransfers(Napi::Env env, Napi::Object exports);
void AddSamples(Napi::Env env, Napi::Object exports);
void AddCalls(Napi::Env env, Napi::Object exports);
void AddFacts(Napi::Env env, Napi::Object exports);
void AddDiagnosis(Napi::Env env, Napi::Object exports);

// One line of an Add… function.
template <typename Callback>
void AddFunction(Napi::Object exports, const char *name, Callback callback) {
  exports.Set(name, Napi::Function::New(exports.Env(), callback, name));
}
