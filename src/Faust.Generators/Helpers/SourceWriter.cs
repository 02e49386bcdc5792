using System.Text;

namespace Faust.Generators.Helpers;

/// <summary>Writes indented lines of C#. Blocks are opened and closed by the lines <c>{</c> and <c>}</c> themselves.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>
    /// Writes lines, each indented as the open blocks say and by its own leading spaces. Blocks that the lines open and close themselves
    /// indent by the latter; what they leave open or close indents, or not, what is written later.
    /// </summary>
    public SourceWriter Write(string lines)
    {
        int opened = 0;
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            string trimmed = line.TrimStart(' ');
            if (trimmed.Length == 0)
            {
                Gap();
                continue;
            }

            if (trimmed[0] == '}')
            {
                if (opened > 0) opened--;
                else _indent--;
            }

            _text.Append(' ', _indent * 4).Append(line.TrimEnd()).Append('\n');
            if (trimmed == "{") opened++;
        }

        _indent += opened;
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
}
