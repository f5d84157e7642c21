// SPDX-License-Identifier: Apache-2.0
// socketpair, sendFds, receiveFds.
#include <memory>
#include <string>

#include "arguments.h"
#include "core.h"
#include "errors.h"
#include "owned_number.h"
#include "topics.h"

static constexpr int64_t kReceiveBytesMax = 1 << 24;

static channel_type ReadChannelType(Napi::Value value) {
  channel_type type = CHANNEL_SEQPACKET;
  if (value.IsUndefined()) return type;
  const std::string word = ReadString(value, "type");
  if (!channel_type_parse(word.c_str(), &type))
    ThrowWrongValue(value.Env(),
                    "type must be 'seqpacket', 'stream' or 'dgram', not '" + word + "'");
  return type;
}

static Napi::Value Socketpair(const Napi::CallbackInfo &info) {
  const channel_type type = ReadChannelType(info[0]);
  int ends[2];
  Checked(info.Env(), channel_pair(type, ends));
  OwnedFds owned(ends, 2);
  Napi::Array pair = owned.ToArray(info.Env());
  owned.Release();
  return pair;
}

static Napi::Value SendFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int channel = ReadFd(info[0], "channel");
  int fds[SCM_MAX_FDS];
  const size_t fd_count =
      ReadFds(info[1], "fds", fds, SCM_MAX_FDS, "the kernel takes no more in one message");
  const Bytes data = info[2].IsUndefined() ? Bytes{"", 1} : ReadBytes(info[2], "data");
  if (data.count == 0)
    ThrowOutOfRange(env,
                    "data must hold at least 1 byte: without one a STREAM channel drops the "
                    "descriptors, and an empty message reads as end of file");
  Checked(env, send_message(channel, data.data, data.count, fds, fd_count));
  return env.Undefined();
}

struct ReceiveLimits {
  size_t fds, bytes;
  int flags;
};

static ReceiveLimits ReadLimits(Napi::Value value) {
  const Napi::Object limits = ReadObject(value, "limits");
  const int64_t fds = ReadInteger(limits.Get("maxFds"), "maxFds", 0, SCM_MAX_FDS);
  const int64_t bytes = ReadInteger(limits.Get("maxBytes"), "maxBytes", 1, kReceiveBytesMax);
  const Napi::Value non_blocking = limits.Get("nonBlocking");
  const bool waits = non_blocking.IsUndefined() || !ReadBoolean(non_blocking, "nonBlocking");
  return {static_cast<size_t>(fds), static_cast<size_t>(bytes), waits ? 0 : RECEIVE_NON_BLOCKING};
}

static Napi::Value ReceiveFds(const Napi::CallbackInfo &info) {
  Napi::Env env = info.Env();
  const int channel = ReadFd(info[0], "channel");
  const ReceiveLimits limits = ReadLimits(info[1]);
  // Made before anything can arrive: a failed allocation then costs nobody a descriptor.
  const std::unique_ptr<char[]> room(new char[limits.bytes]);
  received got;
  Checked(env, receive_at_most(channel, room.get(), limits.bytes, limits.fds, limits.flags, &got));
  OwnedFds owned(got.fds, got.fd_count);
  Napi::Object result = Napi::Object::New(env);
  result.Set("fds", owned.ToArray(env));
  result.Set("data", Napi::Buffer<char>::Copy(env, room.get(), got.data_bytes));
  owned.Release();
  return result;
}

void AddSockets(Napi::Env, Napi::Object exports) {
  AddFunction(exports, "socketpair", Socketpair);
  AddFunction(exports, "sendFds", SendFds);
  AddFunction(exports, "receiveFds", ReceiveFds);
}
