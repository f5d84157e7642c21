// SPDX-License-Identifier: Apache-2.0
// What there is: mechanisms, kinds, calls; clock, build, CPUs and limits.
#include <algorithm>
#include <vector>

#include "core.h"
#include "errors.h"
#include "topics.h"

// Lists of core structs that have a name and a description and end with NULL.
template <typename Entry>
static Napi::Value ListOf(Napi::Env env, const Entry *const *entries) {
  Napi::Array list = Napi::Array::New(env);
  for (uint32_t i = 0; entries[i] != nullptr; i++) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("name", Napi::String::New(env, entries[i]->name));
    entry.Set("description", Napi::String::New(env, entries[i]->description));
    list.Set(i, entry);
  }
  return list;
}

static Napi::Value Mechanisms(const Napi::CallbackInfo &info) {
  return ListOf(info.Env(), mechanisms);
}

static Napi::Value Kinds(const Napi::CallbackInfo &info) { return ListOf(info.Env(), fd_kinds); }

static Napi::Value SingleCalls(const Napi::CallbackInfo &info) {
  return ListOf(info.Env(), single_calls_list);
}

static Napi::Value NowNs(const Napi::CallbackInfo &info) {
  return Napi::BigInt::New(info.Env(), now_ns());
}

static Napi::Value ClockFacts(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  clock_facts measured = clock_measure();
  Napi::Object facts = Napi::Object::New(env);
  facts.Set("costNs", Napi::Number::New(env, measured.cost_ns));
  facts.Set("quantumNs", Napi::Number::New(env, static_cast<double>(measured.quantum_ns)));
  return facts;
}

static Napi::Value BuildFacts(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  Napi::Object facts = Napi::Object::New(env);
  facts.Set("compiler", Napi::String::New(env, __VERSION__));
  facts.Set("flags", Napi::String::New(env, HANDOVER_FLAGS));
  return facts;
}

static Napi::Value AllowedCpus(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  std::vector<int> cpus(8192);
  int count = allowed_cpus(cpus.data(), cpus.size());
  if (count < 0) return ThrowCode(env, count);
  Napi::Array list = Napi::Array::New(env);
  for (uint32_t i = 0; i < static_cast<uint32_t>(count); i++)
    list.Set(i, Napi::Number::New(env, cpus[i]));
  return list;
}

static Napi::Value FileLimit(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  uint64_t soft, hard;
  int code = descriptor_limits(&soft, &hard);
  if (code < 0) return ThrowCode(env, code);
  // RLIM_INFINITY is beyond what a JavaScript number holds exactly; nr_open bounds it anyway.
  constexpr uint64_t kMaxSafe = (UINT64_C(1) << 53) - 1;
  Napi::Object limits = Napi::Object::New(env);
  limits.Set("soft", Napi::Number::New(env, static_cast<double>(std::min(soft, kMaxSafe))));
  limits.Set("hard", Napi::Number::New(env, static_cast<double>(std::min(hard, kMaxSafe))));
  return limits;
}

void AddFacts(Napi::Env env, Napi::Object exports) {
  exports.Set("mechanisms", Napi::Function::New(env, Mechanisms, "mechanisms"));
  exports.Set("kinds", Napi::Function::New(env, Kinds, "kinds"));
  exports.Set("singleCalls", Napi::Function::New(env, SingleCalls, "singleCalls"));
  exports.Set("nowNs", Napi::Function::New(env, NowNs, "nowNs"));
  exports.Set("clockFacts", Napi::Function::New(env, ClockFacts, "clockFacts"));
  exports.Set("buildFacts", Napi::Function::New(env, BuildFacts, "buildFacts"));
  exports.Set("affinity", Napi::Function::New(env, AllowedCpus, "affinity"));
  exports.Set("fileLimit", Napi::Function::New(env, FileLimit, "fileLimit"));
}
