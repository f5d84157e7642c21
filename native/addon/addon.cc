// SPDX-License-Identifier: Apache-2.0
// The addon: single steps of a transfer for Node. It converts values; what happens is in core/.
#include <napi.h>

#include "topics.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  AddSockets(env, exports);
  AddDescriptors(env, exports);
  AddPidfds(env, exports);
  AddSamples(env, exports);
  AddCalls(env, exports);
  AddFacts(env, exports);
  return exports;
}

NODE_API_MODULE(handover, Init)
