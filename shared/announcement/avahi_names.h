// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the Avahi daemon calls things on the system bus, for both sides.
namespace syngraph::announcement::avahi {

inline constexpr char kService[] = "org.freedesktop.Avahi";
inline constexpr char kServer[] = "org.freedesktop.Avahi.Server";
inline constexpr char kEntryGroup[] = "org.freedesktop.Avahi.EntryGroup";
inline constexpr char kServiceBrowser[] = "org.freedesktop.Avahi.ServiceBrowser";
inline constexpr char kServiceResolver[] = "org.freedesktop.Avahi.ServiceResolver";
inline constexpr char kCollision[] = "org.freedesktop.Avahi.CollisionError";
inline constexpr int kAnyInterface = -1;
inline constexpr int kAnyProtocol = -1;
inline constexpr int kServerIsRunning = 2; // states
inline constexpr int kGroupCollides = 3;

} // namespace syngraph::announcement::avahi
