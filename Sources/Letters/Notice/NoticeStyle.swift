/// What the notice looks like on a screen: dark on light, 20 px and more, lines of at most 44 em,
/// nothing that moves. The file in the folder of this name is made its constant by the build.
enum NoticeStyle {}
