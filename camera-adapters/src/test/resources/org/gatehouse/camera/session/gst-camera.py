"""An RTSP camera by gst-rtsp-server: plays FILE at /cam; prints its port.

usage: gst-camera.py FILE h264|h265|mjpeg plain|aac [USER PASSWORD | ADDRESS INTERFACE GROUP PORT]

FILE is MP4 or QuickTime with video of that codec and, for aac, that sound beside it.
Listens on the loopback. With a group it listens at that address instead, and sends into the group
alone, through that interface, from that port on.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")
factory = GstRtspServer.RTSPMediaFactory()
video = {
    "h264": "h264parse ! rtph264pay name=pay0 pt=96",
    "h265": "h265parse ! rtph265pay name=pay0 pt=96",
    "mjpeg": "jpegparse ! rtpjpegpay name=pay0 pt=26",
}[sys.argv[2]]
sound = {"plain": "", "aac": " file. ! queue ! aacparse ! rtpmp4gpay name=pay1 pt=97"}[sys.argv[3]]
factory.set_launch(
    '( filesrc location="%s" ! qtdemux name=file file. ! queue ! %s%s )' % (sys.argv[1], video, sound)
)
if len(sys.argv) == 8:
    own, interface, group = sys.argv[4:7]
    port = int(sys.argv[7])
    server.set_address(own)
    pool = GstRtspServer.RTSPAddressPool.new()
    pool.add_range(group, group, port, port + 3, 1)
    factory.set_address_pool(pool)
    factory.set_protocols(GstRtsp.RTSPLowerTrans.UDP_MCAST)
    factory.set_multicast_iface(interface)
    factory.set_shared(True)
elif len(sys.argv) == 6:
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(sys.argv[4], sys.argv[5], token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)
server.get_mount_points().add_factory("/cam", factory)
server.attach(None)
print("port %d" % server.get_bound_port(), flush=True)
GLib.timeout_add_seconds(120, lambda: sys.exit(0))
GLib.MainLoop().run()
