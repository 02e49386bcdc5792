using System.Text;

namespace Faust.Generators.Helpers;

/// <summary>Writes indented lines of C#. Blocks are opened and closed by the lines <c>{</c> and <c>}</c> themselves.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes lines, each indented. A line that is <c>{</c> indents what follows; one that begins with <c>}</c> ends that.</summary>
    public SourceWriter Write(string lines)
    {
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n')) WriteLine(line);
        return this;
    }

    /// <summary>Writes an empty line, unless the last one is empty or opens a block.</summary>
    public SourceWriter Gap()
    {
        int end = _text.Length;
        if (end == 0 || (end >= 2 && _text[end - 1] == '\n' && _text[end - 2] is '\n' or '{')) return this;
        _text.Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    private void WriteLine(string line)
    {
        string trimmed = line.TrimStart(' ');
        if (trimmed.Length == 0)
        {
            Gap();
            return;
        }

        if (trimmed[0] == '}') _indent--;
        // Raw string literals bring their own inner indentation along, which is kept.
        _text.Append(' ', _indent * 4).Append(line.TrimEnd()).Append('\n');
        if (trimmed == "{") _indent++;
    }
}
