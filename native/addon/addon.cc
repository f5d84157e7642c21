// SPDX-License-Identifier: Apache-2.0
// The addon: single steps of a transfer for Node. It converts values; what happens is in core/.
//
// It is built with C++ exceptions: every failed Node-API call unwinds, and what owns a descriptor
// closes it on the way out. Without them each call would need a check of its own, and a forgotten
// one is a leak.
#include <napi.h>

#include "topics.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  AddSockets(env, exports);
  AddDescriptors(env, exports);
  AddPidfds(env, exports);
  AddTransfers(env, exports);
  AddSamples(env, exports);
  AddCalls(env, exports);
  AddFacts(env, exports);
  AddDiagnosis(env, exports);
  return exports;
}

NODE_API_MODULE(handover, Init)
